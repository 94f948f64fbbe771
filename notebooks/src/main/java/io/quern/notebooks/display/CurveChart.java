package io.quern.notebooks.display;

import io.quern.notebooks.display.Curve.Point;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One or two curves over epochs, with axes and names, as a group of SVG. Plain shapes and
 * attributes only: style sheets and scripts are taken out by pages that show notebooks.
 *
 * @param x left edge of the plot, in pixels
 * @param y upper edge
 */
record CurveChart(
    String title, List<Curve> curves, double x, double y, double width, double height) {
  private static final String INK = "#444444";
  private static final String GRID = "#e3e3e3";

  /**
   * Draws it.
   *
   * @param epochs at the right end
   */
  String svg(int epochs) {
    DoubleSummaryStatistics values =
        curves.stream().flatMap(Curve::points).mapToDouble(Point::value).summaryStatistics();
    Axis across = new Axis(0, Math.max(1, epochs), x, x + width);
    StringBuilder svg = new StringBuilder();
    svg.append(text(x, y - 10, "start", title, "bold"));
    svg.append(legend());
    if (values.getCount() > 0) {
      Axis up = Axis.around(values.getMin(), values.getMax(), y + height, y);
      svg.append(levels(up));
      curves.forEach(curve -> svg.append(line(curve, across, up)));
    }
    return svg.append(epochs(across)).toString();
  }

  private String legend() {
    if (curves.size() < 2) {
      return "";
    }
    StringBuilder svg = new StringBuilder();
    double right = x + width;
    for (int i = curves.size() - 1; i >= 0; i--) {
      Curve curve = curves.get(i);
      svg.append(text(right, y - 10, "end", curve.name(), "normal"));
      right -= 6.2 * curve.name().length() + 6;
      svg.append(circle(right, y - 14, curve.colour()));
      right -= 14;
    }
    return svg.toString();
  }

  private String levels(Axis up) {
    return up.levels().stream()
        .map(
            level ->
                line(x, up.place(level), x + width, up.place(level), GRID)
                    + text(x - 6, up.place(level) + 4, "end", up.label(level), "normal"))
        .collect(Collectors.joining());
  }

  private String epochs(Axis across) {
    double bottom = y + height;
    String ticks =
        across.epochs().stream()
            .map(
                epoch ->
                    line(across.place(epoch), bottom, across.place(epoch), bottom + 4, INK)
                        + text(
                            across.place(epoch),
                            bottom + 16,
                            "middle",
                            String.format(Locale.ROOT, "%.0f", epoch),
                            "normal"))
            .collect(Collectors.joining());
    return line(x, bottom, x + width, bottom, INK)
        + line(x, y, x, bottom, INK)
        + ticks
        + text(x + width / 2, bottom + 32, "middle", "epoch", "normal");
  }

  private static String line(Curve curve, Axis across, Axis up) {
    String marks =
        curve.ended().stream()
            .map(p -> circle(across.place(p.epoch()), up.place(p.value()), curve.colour()))
            .collect(Collectors.joining());
    return polyline(curve.onTheWay(), across, up, curve.colour(), "1", "0.45")
        + polyline(curve.ended(), across, up, curve.colour(), "2", "1")
        + marks;
  }

  private static String polyline(
      List<Point> points, Axis across, Axis up, String colour, String width, String opacity) {
    return points.size() < 2
        ? ""
        : points.stream()
            .map(p -> number(across.place(p.epoch())) + "," + number(up.place(p.value())))
            .collect(
                Collectors.joining(
                    " ",
                    "<polyline points=\"",
                    "\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-opacity=\"%s\"/>\n"
                        .formatted(colour, width, opacity)));
  }

  private static String line(double x1, double y1, double x2, double y2, String colour) {
    return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>\n"
        .formatted(number(x1), number(y1), number(x2), number(y2), colour);
  }

  private static String circle(double x, double y, String colour) {
    return "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>\n"
        .formatted(number(x), number(y), colour);
  }

  /** Text of one line; also what stands around the charts. */
  static String text(double x, double y, String anchor, String text, String weight) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-weight=\"%s\" fill=\"%s\">%s</text>\n"
        .formatted(number(x), number(y), anchor, weight, INK, Markup.escaped(text));
  }

  static String number(double pixels) {
    String text = String.format(Locale.ROOT, "%.1f", pixels);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}

package io.quern.notebooks.display;

import static java.util.Objects.requireNonNull;

import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import io.quern.cli.progress.ProgressText;
import java.util.List;
import java.util.Optional;

/**
 * One training: how far it is in a line and a bar, its loss and its AUC as curves. What is shown at
 * its end stays. Confined to one thread.
 */
final class TrainingCard {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 270;
  private static final int BAR_WIDTH = WIDTH - 32;
  private static final double LEFT = 58;
  private static final double MIDDLE = 420;
  private static final double TOP = 96;
  private static final double CHART_WIDTH = 282;
  private static final double CHART_HEIGHT = 128;

  /** The first rows of an epoch tell nothing yet. */
  private static final double TELLING = 0.05;

  private final Curve loss = new Curve("training", "#1f77b4");
  private final Curve auc = new Curve("training", "#1f77b4");
  private final Curve validationAuc = new Curve("validation", "#ff7f0e");
  private TrainingProgress last;
  private Optional<TrainingProgress> lastEnded = Optional.empty();
  private Ending ending = Ending.RUNNING;

  TrainingCard(TrainingProgress first) {
    this.last = requireNonNull(first, "first is null");
  }

  Ending ending() {
    return ending;
  }

  void end(Ending how) {
    ending = how;
  }

  void accept(TrainingProgress progress) {
    last = progress;
    double epoch = progress.epoch() - 1 + progress.epochFraction().orElse(0);
    if (progress.phase() == Phase.EPOCH_ENDED) {
      lastEnded = Optional.of(progress);
      loss.end(progress.epoch(), progress.loss());
      auc.end(progress.epoch(), progress.auc());
      validationAuc.end(progress.epoch(), progress.validationAuc());
    } else if (progress.phase() == Phase.TRAINING
        && progress.epochFraction().orElse(0) >= TELLING) {
      loss.pass(epoch, progress.loss());
      auc.pass(epoch, progress.auc());
    }
  }

  MimeBundle bundle() {
    return MimeBundle.svg(ending.title() + ": " + status(), svg());
  }

  private String status() {
    if (ending == Ending.RUNNING) {
      return switch (last.phase()) {
        case TRAINING, VALIDATING -> ProgressText.figures(last);
        case EPOCH_ENDED -> ProgressText.ended(last);
        default -> ProgressText.activity(last);
      };
    }
    return lastEnded.map(ProgressText::ended).orElse("no epoch has ended");
  }

  private String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n")
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    svg.append("<title>").append(Markup.escaped(ending.title())).append("</title>\n");
    svg.append(box(0, 0, WIDTH, HEIGHT, "#d0d0d0"));
    svg.append(box(1, 1, WIDTH - 2.0, HEIGHT - 2.0, "#ffffff"));
    svg.append(CurveChart.text(16, 24, "start", ending.title(), "bold"));
    svg.append(CurveChart.text(90, 24, "start", status(), "normal"));
    svg.append(box(16, 34, BAR_WIDTH, 6, "#e3e3e3"));
    svg.append(box(16, 34, BAR_WIDTH * share(), 6, ending.colour()));
    svg.append(chart("log loss", List.of(loss), LEFT));
    svg.append(
        chart(
            "AUC",
            validationAuc.ended().isEmpty() ? List.of(auc) : List.of(auc, validationAuc),
            MIDDLE));
    return svg.append("</svg>").toString();
  }

  private String chart(String title, List<Curve> curves, double x) {
    return new CurveChart(title, curves, x, TOP, CHART_WIDTH, CHART_HEIGHT).svg(epochsShown());
  }

  /** All that were asked for, until it is known how many there are. */
  private int epochsShown() {
    return ending == Ending.DONE
        ? lastEnded.map(TrainingProgress::epoch).orElse(last.epochs())
        : last.epochs();
  }

  /** Of all epochs, what is done. */
  private double share() {
    if (ending == Ending.DONE || last.phase() == Phase.COMMITTING) {
      return 1;
    }
    double epoch =
        last.phase() == Phase.EPOCH_ENDED || last.phase() == Phase.FAILED
            ? lastEnded.map(TrainingProgress::epoch).orElse(0)
            : Math.max(0, last.epoch() - 1) + last.epochFraction().orElse(0);
    return Math.max(0, Math.min(1, epoch / Math.max(1, last.epochs())));
  }

  private static String box(double x, double y, double width, double height, String fill) {
    return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n"
        .formatted(
            CurveChart.number(x),
            CurveChart.number(y),
            CurveChart.number(width),
            CurveChart.number(height),
            fill);
  }
}

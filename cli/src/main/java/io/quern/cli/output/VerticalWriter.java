package io.quern.cli.output;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Iterator;

/** One line a value, for wide rows. */
final class VerticalWriter implements ResultWriter {
  @Override
  public boolean write(ResultRows result, RowLimit limit, PrintStream out) {
    ShownRows<String[]> rows = ShownRows.of(result::texts, limit);
    write(result.columns(), rows, out);
    return rows.isCut();
  }

  /** The same for rows at hand. */
  void write(String[] columns, Iterator<String[]> rows, PrintStream out) {
    String[] names = paddedNames(columns);
    int number = 0;
    while (rows.hasNext()) {
      String[] row = rows.next();
      out.println("-- row " + ++number);
      for (int i = 0; i < names.length; i++) {
        String value = row[i] == null ? "NULL" : DisplayText.escaped(row[i]);
        out.println(names[i] + " | " + value);
      }
    }
    if (number == 0) {
      out.println("(0 rows)");
    }
  }

  private static String[] paddedNames(String[] columns) {
    String[] names = Arrays.stream(columns).map(DisplayText::escaped).toArray(String[]::new);
    int width = Arrays.stream(names).mapToInt(DisplayText::width).max().orElse(0);
    return Arrays.stream(names)
        .map(name -> name + " ".repeat(width - DisplayText.width(name)))
        .toArray(String[]::new);
  }
}

package io.quern.cli.output;

import io.quern.cli.output.FirstRows.Column;
import java.io.PrintStream;

/** Writes a {@link TableText}. Holds all rows that it shows in memory. */
final class TableWriter implements ResultWriter {
  private final int columns;

  private TableWriter(int columns) {
    this.columns = columns;
  }

  /** As wide as it needs to be. */
  static TableWriter ofAnyWidth() {
    return new TableWriter(Integer.MAX_VALUE);
  }

  /**
   * Where a table would not fit on the screen: without its lesser columns, else one line a value.
   */
  static TableWriter fitting(Screen screen) {
    return screen.isTerminal() ? new TableWriter(screen.columns()) : ofAnyWidth();
  }

  @Override
  public boolean write(ResultRows result, RowLimit limit, PrintStream out) {
    FirstRows rows = FirstRows.read(result, limit);
    TableText table = new TableText(rows);
    if (table.width() <= columns) {
      table.print(out);
    } else {
      NarrowTable.fit(rows, columns)
          .ifPresentOrElse(narrow -> print(narrow, rows, out), () -> turn(rows, out));
    }
    return rows.isCut();
  }

  private static void print(FirstRows narrow, FirstRows whole, PrintStream out) {
    new TableText(narrow).print(out);
    out.println(
        "(%d of %d columns; format vertical shows all)"
            .formatted(narrow.columns().size(), whole.columns().size()));
  }

  private static void turn(FirstRows rows, PrintStream out) {
    String[] names = rows.columns().stream().map(Column::name).toArray(String[]::new);
    new VerticalWriter().write(names, rows.rows().iterator(), out);
  }
}

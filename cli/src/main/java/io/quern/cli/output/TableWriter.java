package io.quern.cli.output;

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

  /** Where a table would not fit on the screen, one line a value instead. */
  static TableWriter fitting(Screen screen) {
    return screen.isTerminal() ? new TableWriter(screen.columns()) : ofAnyWidth();
  }

  @Override
  public boolean write(ResultRows result, RowLimit limit, PrintStream out) {
    FirstRows rows = FirstRows.read(result, limit);
    TableText table = new TableText(rows);
    if (table.width() > columns) {
      new VerticalWriter().write(result.columns(), rows.rows().iterator(), out);
    } else {
      table.print(out);
    }
    return rows.isCut();
  }
}

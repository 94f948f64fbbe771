package io.quern.cli.command;

import static java.util.Objects.requireNonNull;

import io.quern.cli.output.ResultFormat;
import io.quern.cli.output.RowLimit;
import java.nio.file.Path;
import java.util.Optional;

/** What the commands have set. Confined to one thread. */
public final class Preferences {
  private ResultFormat format;
  private ResultFormat otherFormat = ResultFormat.VERTICAL;
  private int rows = RowLimit.DEFAULT_ROWS;
  private boolean timing;
  private boolean pager = true;
  private Optional<Path> output = Optional.empty();

  public Preferences(ResultFormat format) {
    this.format = requireNonNull(format, "format is null");
  }

  public ResultFormat format() {
    return format;
  }

  void format(ResultFormat format) {
    this.format = requireNonNull(format, "format is null");
  }

  /** From one line a value to the format there was before, and back. */
  void turnFormat() {
    if (format == ResultFormat.VERTICAL) {
      format = otherFormat == ResultFormat.VERTICAL ? ResultFormat.TABLE : otherFormat;
    } else {
      otherFormat = format;
      format = ResultFormat.VERTICAL;
    }
  }

  /** How many rows of a result are shown; a file gets all of them. */
  public RowLimit limit() {
    return rows == 0 || output.isPresent()
        ? RowLimit.none()
        : new RowLimit(rows, "\\rows 0 shows all, \\o FILE writes them to a file");
  }

  void rows(int rows) {
    this.rows = rows;
  }

  public boolean timing() {
    return timing;
  }

  void timing(boolean timing) {
    this.timing = timing;
  }

  public boolean pager() {
    return pager;
  }

  void pager(boolean pager) {
    this.pager = pager;
  }

  /** The file that results go to; empty for the screen. */
  public Optional<Path> output() {
    return output;
  }

  void output(Optional<Path> file) {
    this.output = file;
  }
}

package io.quern.cli.output;

import java.io.PrintStream;

/** Writes one result in one format. Confined to one thread. */
interface ResultWriter {
  /**
   * @param result with at least one column; its rows are streamed where the format allows
   * @return whether there were more rows than {@code limit}
   */
  boolean write(ResultRows result, RowLimit limit, PrintStream out);
}

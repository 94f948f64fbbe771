package io.quern.cli.output;

import java.io.PrintStream;

/** One JSON object a line, nulls included. */
final class JsonLinesWriter implements ResultWriter {
  @Override
  public boolean write(ResultRows result, RowLimit limit, PrintStream out) {
    ShownRows<String> objects = ShownRows.of(result::objects, limit);
    objects.forEachRemaining(out::println);
    return objects.isCut();
  }
}

package io.quern.cli;

import java.util.Locale;

/** How results are written. */
enum ResultFormat {
  TABLE,
  VERTICAL,
  CSV,
  TSV,
  JSON;

  /** Formats meant for programs print the last result only, unless all are asked for. */
  boolean isForPrograms() {
    return this == CSV || this == TSV || this == JSON;
  }

  ResultWriter writer() {
    return switch (this) {
      case TABLE -> new TableWriter();
      case VERTICAL -> new VerticalWriter();
      case CSV -> SeparatedWriter.csv();
      case TSV -> SeparatedWriter.tsv();
      case JSON -> new JsonLinesWriter();
    };
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

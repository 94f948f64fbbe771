package io.quern.cli.output;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How results are written. */
public enum ResultFormat {
  TABLE,
  /** A table where it fits, if need be without lesser columns, else one line a value. */
  AUTO,
  VERTICAL,
  CSV,
  TSV,
  JSON,
  MARKDOWN;

  /** Formats meant for programs print the last result only, unless all are asked for. */
  public boolean isForPrograms() {
    return this == CSV || this == TSV || this == JSON;
  }

  /** As they are given, in the order of declaration. */
  public static List<String> names() {
    return Arrays.stream(values()).map(ResultFormat::toString).toList();
  }

  /** The format of that name, whatever its case. */
  public static Optional<ResultFormat> named(String name) {
    return Arrays.stream(values()).filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
  }

  ResultWriter writer(Screen screen) {
    return switch (this) {
      case TABLE -> TableWriter.ofAnyWidth();
      case AUTO -> TableWriter.fitting(screen);
      case VERTICAL -> new VerticalWriter();
      case CSV -> SeparatedWriter.csv();
      case TSV -> SeparatedWriter.tsv();
      case JSON -> new JsonLinesWriter();
      case MARKDOWN -> new MarkdownWriter();
    };
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.quern.cli;

import static java.util.Objects.requireNonNull;

import io.quern.cli.output.ResultFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One script of a case file. Cases begin at lines {@code -- case: name}, with the result format in
 * brackets where it is not the table; such a line is not part of the script.
 */
record ScriptCase(String name, ResultFormat format, String text) {
  private static final Pattern HEADER =
      Pattern.compile("-- case: (?<name>.*?)(?: \\[(?<format>\\w+)])?");

  ScriptCase {
    requireNonNull(name, "name is null");
    requireNonNull(format, "format is null");
    requireNonNull(text, "text is null");
  }

  static List<ScriptCase> parse(String file) {
    List<ScriptCase> cases = new ArrayList<>();
    for (String line : file.split("(?<=\n)")) {
      Matcher header = HEADER.matcher(line.stripTrailing());
      if (header.matches()) {
        String format = header.group("format") == null ? "table" : header.group("format");
        cases.add(
            new ScriptCase(
                header.group("name"), ResultFormat.valueOf(format.toUpperCase(Locale.ROOT)), ""));
      } else if (!cases.isEmpty()) {
        ScriptCase last = cases.remove(cases.size() - 1);
        cases.add(new ScriptCase(last.name, last.format, last.text + line));
      }
    }
    return cases;
  }
}

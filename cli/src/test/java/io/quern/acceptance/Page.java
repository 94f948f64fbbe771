package io.quern.acceptance;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation. Its examples are its blocks of {@code sql}; a block of {@code text}
 * right behind one is what that prints. Comments in front of the blocks say what differs: {@code
 * not run: reason} in front of the SQL; {@code one line a value}, {@code figures vary} in front of
 * the output.
 */
final class Page {
  private static final String COMMENTS = "(?:<!-- [^\n]* -->\n)*";
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "(?m)^(?<before>"
              + COMMENTS
              + ")```sql\n(?<sql>(?s:.*?))^```\n"
              + "(?:\n*(?<between>"
              + COMMENTS
              + ")```text\n(?<output>(?s:.*?))^```\n)?");
  private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: (?<reason>.*?) -->");

  private final Path file;
  private final String text;
  private final List<PageExample> examples = new ArrayList<>();

  Page(Path file) {
    this.file = requireNonNull(file, "file is null");
    try {
      this.text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Matcher found = EXAMPLE.matcher(text); found.find(); ) {
      examples.add(example(found));
    }
  }

  /** Without the ending. */
  String name() {
    return requireNonNull(file.getFileName()).toString().replace(".md", "");
  }

  /** In their order. */
  List<PageExample> examples() {
    return List.copyOf(examples);
  }

  private PageExample example(Matcher found) {
    long line = 1 + text.substring(0, found.start("sql")).lines().count();
    Matcher notRun = NOT_RUN.matcher(found.group("before"));
    return new PageExample(
        name() + ":" + line,
        found.group("sql"),
        notRun.find() ? Optional.of(notRun.group("reason")) : Optional.empty(),
        output(found));
  }

  private static Optional<PageExample.Output> output(Matcher found) {
    return Optional.ofNullable(found.group("output"))
        .map(
            output ->
                new PageExample.Output(
                    output,
                    found.start("output"),
                    found.group("between").contains("one line a value"),
                    found.group("between").contains("figures vary")));
  }

  /** Writes the page anew with other outputs, which are given by their examples. */
  void write(Map<PageExample, String> outputs) {
    Map<Integer, PageExample> byPlace = new TreeMap<>();
    outputs.keySet().forEach(e -> byPlace.put(-e.output().orElseThrow().begin(), e));
    StringBuilder page = new StringBuilder(text);
    byPlace
        .values()
        .forEach(
            example -> {
              PageExample.Output old = example.output().orElseThrow();
              page.replace(old.begin(), old.begin() + old.text().length(), outputs.get(example));
            });
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

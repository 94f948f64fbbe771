package io.quern.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Two streams written down as one text; what differs from run to run is masked. */
final class Transcript {
  /** A last column is as wide as its widest value, which may hold the name of a masked folder. */
  private static final Pattern END_OF_RULE = Pattern.compile("(?m)^((?:-+\\+)*)-+$");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<String, String> folders;

  /**
   * @param folders by the names they are shown as
   */
  Transcript(Map<String, String> folders) {
    this.folders = Map.copyOf(folders);
  }

  PrintStream out() {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  PrintStream err() {
    return new PrintStream(new Marked(), true, StandardCharsets.UTF_8);
  }

  String text() {
    String printed = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    String text = printed;
    for (Map.Entry<String, String> folder : innermostFirst()) {
      text = text.replace(folder.getValue(), "<" + folder.getKey() + ">");
    }
    if (!text.equals(printed)) {
      text = END_OF_RULE.matcher(text).replaceAll("$1---");
    }
    return Masks.of(text);
  }

  private List<Map.Entry<String, String>> innermostFirst() {
    return folders.entrySet().stream()
        .sorted(Comparator.comparingInt(folder -> -folder.getValue().length()))
        .toList();
  }

  /** Puts a mark in front of each line. */
  private final class Marked extends OutputStream {
    private boolean atLineStart = true;

    @Override
    public void write(int b) {
      if (atLineStart) {
        bytes.write('!');
        bytes.write(' ');
      }
      bytes.write(b);
      atLineStart = b == '\n';
    }
  }
}

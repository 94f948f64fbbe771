package io.quern.cli.repl;

import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;

/** Takes every candidate: what does not go on from the word has not been proposed. */
final class AsProposed implements CompletionMatcher {
  private List<Candidate> candidates = List.of();
  private String word = "";

  @Override
  public void compile(
      Map<LineReader.Option, Boolean> options,
      boolean prefix,
      CompletingParsedLine line,
      boolean caseInsensitive,
      int errors,
      String originalGroupName) {
    candidates = List.of();
    word = line.word();
  }

  @Override
  public List<Candidate> matches(List<Candidate> proposed) {
    candidates = List.copyOf(proposed);
    return candidates;
  }

  @Override
  public Candidate exactMatch() {
    return candidates.stream()
        .filter(candidate -> candidate.value().equalsIgnoreCase(word))
        .findFirst()
        .orElse(null);
  }

  @Override
  public String getCommonPrefix() {
    String common = candidates.isEmpty() ? "" : candidates.get(0).value();
    for (Candidate candidate : candidates) {
      int length = 0;
      int most = Math.min(common.length(), candidate.value().length());
      while (length < most && sameLetter(common, candidate.value(), length)) {
        length++;
      }
      common = common.substring(0, length);
    }
    return common;
  }

  private static boolean sameLetter(String a, String b, int place) {
    return Character.toLowerCase(a.charAt(place)) == Character.toLowerCase(b.charAt(place));
  }
}

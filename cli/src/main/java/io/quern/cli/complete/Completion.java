package io.quern.cli.complete;

import java.util.List;

/**
 * What may stand at the cursor.
 *
 * @param start offset of the first character that a proposal replaces; it reaches to the cursor
 * @param proposals that go on from what is typed, best first
 */
public record Completion(int start, List<Proposal> proposals) {
  public Completion {
    proposals = List.copyOf(proposals);
  }

  static Completion none(int cursor) {
    return new Completion(cursor, List.of());
  }
}

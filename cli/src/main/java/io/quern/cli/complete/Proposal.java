package io.quern.cli.complete;

import static java.util.Objects.requireNonNull;

/**
 * Something that can be put at the cursor in place of the word there.
 *
 * @param text as it is put there
 * @param description in a few words; empty where the text says it all
 * @param isWhole whether what follows is a new word; false for the beginning of something
 */
public record Proposal(Group group, String text, String description, boolean isWhole) {
  /** What a proposal is, in the order in which proposals are listed. */
  public enum Group {
    OPTION,
    VALUE,
    COLUMN,
    TABLE,
    ALGORITHM,
    KEYWORD,
    FUNCTION,
    PATH,
    COMMAND
  }

  public Proposal {
    requireNonNull(group, "group is null");
    requireNonNull(text, "text is null");
    requireNonNull(description, "description is null");
  }

  static Proposal of(Group group, String text) {
    return new Proposal(group, text, "", true);
  }

  static Proposal of(Group group, String text, String description) {
    return new Proposal(group, text, description, true);
  }

  /** Something that more has to follow without a blank. */
  static Proposal beginning(Group group, String text, String description) {
    return new Proposal(group, text, description, false);
  }
}

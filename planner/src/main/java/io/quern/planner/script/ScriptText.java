package io.quern.planner.script;

import static java.util.Objects.requireNonNull;

/**
 * A text to run.
 *
 * @param name a path, or what the text is, for messages
 */
public record ScriptText(String name, String text) {
  public ScriptText {
    requireNonNull(name, "name is null");
    requireNonNull(text, "text is null");
  }
}

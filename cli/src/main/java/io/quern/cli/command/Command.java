package io.quern.cli.command;

import static java.util.Objects.requireNonNull;

/**
 * A command of the prompt.
 *
 * @param name without the backslash
 * @param argument as help shows it, in brackets where it may be left out; empty for none
 * @param completes what the argument is completed with
 * @param description a few words
 */
record Command(
    String name, String argument, Argument completes, String description, Action action) {
  /** What a command does, given its argument, which may be empty. */
  @FunctionalInterface
  interface Action {
    void run(Prompt prompt, String argument);
  }

  /** What an argument is. */
  enum Argument {
    NONE,
    TOPIC,
    TABLE,
    ALGORITHM,
    FORMAT,
    SWITCH,
    FILE,
    MODEL,
    TEXT
  }

  Command {
    requireNonNull(name, "name is null");
    requireNonNull(argument, "argument is null");
    requireNonNull(completes, "completes is null");
    requireNonNull(description, "description is null");
    requireNonNull(action, "action is null");
  }

  /** As it is typed, for lists. */
  String usage() {
    return "\\" + name + (argument.isEmpty() ? "" : " " + argument);
  }
}

package io.quern.cli.command;

import io.quern.api.QuernException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a command can do to the prompt that it is typed at. Confined to one thread. */
public interface Prompt {
  /** How results are shown from now on. */
  Preferences preferences();

  /** Runs statements as if they had been typed. */
  void run(String statements);

  /** Runs the last statements again and again, until they fail or Ctrl-C is pressed. */
  void watch(Duration interval);

  /** Writes a text of any length, through the pager where that is on. */
  void show(String text);

  /** Where a command says in a line what it has done. */
  PrintStream notes();

  /** All that has been typed, oldest first. */
  List<String> history();

  /** What the last statements failed with. */
  Optional<QuernException> lastFailure();

  /** Ends the prompt once the command has returned. */
  void leave();
}

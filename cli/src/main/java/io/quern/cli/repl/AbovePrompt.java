package io.quern.cli.repl;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.reader.LineReader;

/**
 * Where the log goes while a person types: each line above the prompt, so that what is being typed
 * stays whole. Thread-safe.
 */
final class AbovePrompt extends OutputStream {
  private final PrintStream err;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Optional<LineReader> reader = Optional.empty();

  AbovePrompt(PrintStream err) {
    this.err = requireNonNull(err, "err is null");
  }

  /** From now on there is a prompt to print above. */
  synchronized void attach(LineReader editor) {
    reader = Optional.of(editor);
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      print(line.toString(StandardCharsets.UTF_8));
      line.reset();
    } else {
      line.write(b);
    }
  }

  private void print(String text) {
    if (reader.isPresent() && reader.get().isReading()) {
      reader.get().printAbove(text);
    } else {
      err.println(text);
    }
  }
}

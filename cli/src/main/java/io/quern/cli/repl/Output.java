package io.quern.cli.repl;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.command.Preferences;
import io.quern.cli.output.Screen;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where results go: to the screen, through a pager, or to a file. Confined to one thread. */
final class Output {
  private final PrintStream out;
  private final ReplTerminal terminal;
  private Optional<Path> begun = Optional.empty();

  Output(PrintStream out, ReplTerminal terminal) {
    this.out = requireNonNull(out, "out is null");
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  /** As wide as it is now. */
  Screen screen() {
    return terminal.screen();
  }

  /**
   * A stream for the results of one text; to be closed.
   *
   * @throws QuernException where a file cannot be written
   */
  PrintStream open(Preferences preferences) {
    if (preferences.output().isEmpty()) {
      begun = Optional.empty();
      return openScreen(preferences);
    }
    Path file = preferences.output().get();
    // What was there before the command is replaced, what it has written since is not.
    boolean goesOn = begun.equals(preferences.output());
    begun = preferences.output();
    try {
      return utf8(
          Files.newOutputStream(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING));
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.STORAGE, "Cannot write '" + file + "': " + e.getMessage(), e);
    }
  }

  /** A stream for a text to be read now; to be closed. */
  PrintStream openScreen(Preferences preferences) {
    OutputStream kept = new KeptOpen(out);
    Optional<String> pager = preferences.pager() ? terminal.pager() : Optional.empty();
    return utf8(pager.isPresent() ? new PagedOutput(kept, terminal.height(), pager.get()) : kept);
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }

  /** Standard output, which outlives every result. */
  private static final class KeptOpen extends FilterOutputStream {
    KeptOpen(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}

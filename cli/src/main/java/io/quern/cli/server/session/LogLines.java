package io.quern.cli.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement has said so far, line by line: the newest lines of it where it is much.
 * Thread-safe.
 */
public final class LogLines {
  private static final int MOST_LINES = 10_000;

  private final List<String> lines = new ArrayList<>();
  private long dropped;
  private long told;

  /** A stream whose lines come here. */
  PrintStream stream() {
    return new PrintStream(new Splitter(), true, UTF_8);
  }

  synchronized void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.subList(0, MOST_LINES / 2).clear(); // rarely, as it moves all others
      dropped += MOST_LINES / 2;
    }
    lines.add(line);
  }

  /**
   * Lines that have not been told yet.
   *
   * @param fromStart all that there are, told or not
   */
  public synchronized List<String> next(boolean fromStart, long most) {
    long from = Math.max(fromStart ? 0 : told, dropped);
    int begin = (int) (from - dropped);
    int end = (int) Math.min(lines.size(), begin + most);
    told = dropped + end;
    return List.copyOf(lines.subList(begin, end));
  }

  /** Cuts what is written at line breaks. */
  private final class Splitter extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
      if (b == '\n') {
        add(line.toString(UTF_8));
        line.reset();
      } else {
        line.write(b);
      }
    }
  }
}

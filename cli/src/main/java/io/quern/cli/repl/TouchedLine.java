package io.quern.cli.repl;

import org.jline.reader.LineReader;
import org.jline.reader.Widget;

/**
 * Whether the line being read has held any text, though it may be empty again: typed, pasted or
 * fetched from the history. Confined to the thread that types.
 */
final class TouchedLine {
  private boolean touched;

  private TouchedLine() {}

  /** Watches all that {@code reader} reads from now on. */
  static TouchedLine of(LineReader reader) {
    TouchedLine line = new TouchedLine();
    reader.getWidgets().replaceAll((name, widget) -> line.watching(reader, widget));
    return line;
  }

  /** A key does what it did; then the line is looked at. */
  private Widget watching(LineReader reader, Widget widget) {
    return () -> {
      boolean done = widget.apply();
      touched |= reader.getBuffer().length() > 0;
      return done;
    };
  }

  /** Whether it was touched since this was asked last. */
  boolean forget() {
    boolean was = touched;
    touched = false;
    return was;
  }
}

package io.quern.cli.repl;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;

/**
 * A screenful goes to the screen; what is longer, to a pager, from its first line on. Flushing ends
 * a result and waits until its pager is left. Confined to one thread.
 */
final class PagedOutput extends OutputStream {
  private final OutputStream screen;
  private final int height;
  private final String pager;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private int lines;
  private Optional<Process> process = Optional.empty();
  private Optional<OutputStream> target = Optional.empty();

  /**
   * @param height of the screen, in lines
   * @param pager a command of the system's shell
   */
  PagedOutput(OutputStream screen, int height, String pager) {
    this.screen = requireNonNull(screen, "screen is null");
    this.height = height;
    this.pager = requireNonNull(pager, "pager is null");
  }

  @Override
  public void write(int b) throws IOException {
    if (target.isPresent()) {
      target.get().write(b);
      return;
    }
    held.write(b);
    // The prompt takes a line too.
    if (b == '\n' && ++lines >= height - 1) {
      target = Optional.of(startPager());
      held.writeTo(target.get());
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (target.isPresent()) {
      target.get().write(bytes, offset, length);
    } else {
      super.write(bytes, offset, length);
    }
  }

  private OutputStream startPager() {
    try {
      ProcessBuilder builder = new ProcessBuilder("sh", "-c", pager);
      builder.environment().putIfAbsent("LESS", "FRSX");
      builder
          .environment()
          .put("LESSSECURE", "1"); // what is typed ahead is SQL, not less's commands
      Process started =
          builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT).start();
      process = Optional.of(started);
      return started.getOutputStream();
    } catch (IOException e) {
      return screen; // a result is better seen than lost
    }
  }

  /**
   * A result is whole: it is shown, or its pager is left, and the next begins another screenful.
   */
  @Override
  public void flush() throws IOException {
    if (target.isPresent()) {
      leavePager(target.get());
    } else {
      held.writeTo(screen);
      screen.flush();
    }
    held.reset();
    lines = 0;
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private void leavePager(OutputStream input) {
    try {
      input.close();
    } catch (IOException e) {
      // The pager was left before the end.
    }
    process.ifPresent(PagedOutput::await);
    target = Optional.empty();
    process = Optional.empty();
  }

  private static void await(Process pager) {
    try {
      pager.waitFor();
    } catch (InterruptedException e) {
      pager.destroy();
      Thread.currentThread().interrupt();
    }
  }
}

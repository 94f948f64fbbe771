package io.quern.acceptance;

import static java.util.Objects.requireNonNull;

import io.quern.cli.engine.LocalEngine;
import io.quern.cli.output.OutputSettings;
import io.quern.cli.output.ResultFormat;
import io.quern.cli.output.RowLimit;
import io.quern.cli.output.Screen;
import io.quern.cli.run.ExitCode;
import io.quern.cli.run.Shell;
import io.quern.planner.script.ScriptText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.classic.SparkSession;

/** A session as {@code bin/quern} has it, in a folder that relative paths begin in. */
final class PageSession {
  /** The folder as pages show it. */
  private static final String HOME = "/home/you";

  private final SparkSession session;
  private final Path folder;

  /**
   * What statements printed.
   *
   * @param results standard output
   * @param all with progress, notes and errors, in the order of printing
   */
  record Printed(ExitCode exit, String results, String all) {}

  PageSession(SparkSession session, Path folder) {
    this.session = requireNonNull(session, "session is null");
    this.folder = requireNonNull(folder, "folder is null");
  }

  /**
   * Runs statements to their end or the first failure.
   *
   * @param place what to call them
   * @param vertical whether to print results with one line a value
   */
  Printed run(String place, String sql, boolean vertical) {
    SparkSession.setActiveSession(session);
    enterFolder();
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    OutputSettings settings =
        new OutputSettings(
            vertical ? ResultFormat.VERTICAL : ResultFormat.TABLE,
            true,
            RowLimit.none(),
            false,
            Screen.none());
    Shell shell =
        new Shell(new LocalEngine(session), settings, stream(new Both(results, all)), stream(all));
    ExitCode exit = shell.run(new ScriptText(place, sql), () -> false);
    return new Printed(exit, shown(results), shown(all));
  }

  /** Hadoop's paths are relative to a folder of the file system's, not of the process. */
  private void enterFolder() {
    try {
      FileSystem.getLocal(session.sessionState().newHadoopConf())
          .setWorkingDirectory(new org.apache.hadoop.fs.Path(folder.toUri()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrintStream stream(OutputStream out) {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  private String shown(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8).replace(folder.toString(), HOME);
  }

  /** Writes to two streams. */
  private static final class Both extends OutputStream {
    private final OutputStream first;
    private final OutputStream second;

    private Both(OutputStream first, OutputStream second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void write(int b) throws IOException {
      first.write(b);
      second.write(b);
    }
  }
}

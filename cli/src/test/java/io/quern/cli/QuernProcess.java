package io.quern.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a JVM of its own, with the launcher's options and the tests' class path. */
public final class QuernProcess implements AutoCloseable {
  /** Where trainings are recorded: the tests see those of this process, and nobody else does. */
  private static final String RECORDS = "spark.quern.trainings.folder";

  /** Seen from any module. */
  private static final Path JVM_OPTIONS = Path.of("../cli/src/main/launcher/jvm.options");

  private final Process process;
  private final Path out;
  private final Path err;

  /** How it ended. */
  public record Ended(int exit, String out, String err) {}

  /**
   * Starts it.
   *
   * @param folder working directory; what is printed is kept there too
   * @param input what it reads from standard input
   */
  public QuernProcess(Path folder, String input, String... arguments) {
    List<String> command = command(folder, List.of(), arguments);
    try {
      out = Files.createTempFile(folder, "out", ".txt");
      err = Files.createTempFile(folder, "err", ".txt");
      Path in = Files.createTempFile(folder, "in", ".txt");
      Files.writeString(in, input);
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How to start it with further options of the JVM. */
  public static List<String> command(Path folder, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + JVM_OPTIONS.toAbsolutePath());
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-D%1$s=%2$s".formatted(RECORDS, System.getProperty(RECORDS)));
    command.addAll(options);
    command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
    command.add(QuernCli.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(System.getProperty("path.separator"), -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(System.getProperty("path.separator"), entries);
  }

  /** A child inherits what is ignored, as in a job that a script has put in the background. */
  public static boolean canInterrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return true;
    }
    long ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .mapToLong(line -> Long.parseUnsignedLong(line.split("\\s+")[1], 16))
            .findFirst()
            .orElse(0);
    return (ignored & 2) == 0;
  }

  public long pid() {
    return process.pid();
  }

  /** Presses Ctrl-C, as a terminal would. */
  public void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** What is on the output stream so far. */
  public String out() {
    return read(out);
  }

  /** What is on the error stream so far. */
  public String err() {
    return read(err);
  }

  /** Waits for its end; one that is not done by then fails the test. */
  public Ended await(Duration patience) {
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Still running; error stream so far:\n" + err());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new Ended(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

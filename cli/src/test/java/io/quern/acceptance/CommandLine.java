package io.quern.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quern.cli.QuernCli;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command line in a JVM of its own, with the launcher's options and the tests' class path. */
final class CommandLine {
  private static final Path JVM_OPTIONS = Path.of("src/main/launcher/jvm.options");

  private final Path folder;

  /** How a run ended. */
  record Ended(int exit, List<String> out, String err) {}

  /**
   * @param folder working directory; what is printed is kept there too
   */
  CommandLine(Path folder) {
    this.folder = folder;
  }

  /** Runs it to its end; one that is not done by then is killed and fails the test. */
  Ended run(Duration patience, String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command(arguments))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Still running; error stream so far:\n" + Files.readString(err));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readAllLines(out, UTF_8), Files.readString(err));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + JVM_OPTIONS.toAbsolutePath());
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", classPath(), QuernCli.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Its entries made absolute: the working directory is another one. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}

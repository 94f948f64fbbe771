package io.quern.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Clients that are programs. */
final class Programs {
  private Programs() {}

  /** What a program prints, errors included; empty where there is none or it fails. */
  static Optional<String> tried(Path folder, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "program", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      return process.waitFor() == 0 ? Optional.of(Files.readString(out)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What a program prints, errors included, whatever it ends with. */
  static String output(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "program", ".out");
    ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile());
    program.environment().putAll(environment);
    Process process = program.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out);
  }
}

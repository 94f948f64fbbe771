package io.quern.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The class-data archive of {@code bin/quern}. What is archived here is what {@code --version}
 * needs, which takes seconds to make.
 */
final class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "bin", "quern").toAbsolutePath().normalize();

  @TempDir Path folder;

  private record Ended(int exit, String out, String err) {}

  @BeforeEach
  void requireLinux() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "The archive is made on Linux only");
  }

  @Test
  void startsAtOnceHaveOneArchiveMadeWhichTheNextStartUses() throws IOException {
    Path archives = folder.resolve("archives");
    Process first = start(archives);
    Process second = start(archives);
    Ended ended = end(first);
    assertThat(ended.exit()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(end(second)).isEqualTo(ended);
    Path archive = awaitArchive(archives);

    Path classes = folder.resolve("classes.log");
    assertThat(end(start(archives, "-Xlog:class+load:file=" + classes))).isEqualTo(ended);
    assertThat(Files.readAllLines(classes))
        .anyMatch(line -> line.contains(" picocli.CommandLine source: shared objects file"));
    assertThat(filesOf(archives)).containsExactlyInAnyOrder(archive, archives.resolve(".lock"));

    assertIsProfiled(ended, archives);
    assertStartsWithout(ended, archives, archive);
  }

  /** A profiler has the JVM look for the file of every class, archived or not. */
  private void assertIsProfiled(Ended expected, Path archives) throws IOException {
    Path recording = folder.resolve("recording.jfr");
    String option = "-XX:StartFlightRecording=settings=profile,filename=" + recording;
    Ended profiled = end(start(archives, option, "-Xlog:jfr*=off"));
    assertThat(profiled.exit()).isZero();
    assertThat(profiled.out()).isEqualTo(expected.out());
    assertThat(recording).isNotEmptyFile();
  }

  /** Cut short, damaged in the middle, and something else altogether. */
  private void assertStartsWithout(Ended expected, Path archives, Path archive) throws IOException {
    assertThat(archive.toFile().setWritable(true)).isTrue();
    long size = Files.size(archive);
    try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap("damage".repeat(10_000).getBytes(US_ASCII)), size / 2);
    }
    assertThat(end(start(archives))).isEqualTo(expected);
    try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
      channel.truncate(size / 3);
    }
    assertThat(end(start(archives))).isEqualTo(expected);
    Files.writeString(archive, "no archive");
    assertThat(end(start(archives))).isEqualTo(expected);
  }

  @Test
  void aFolderThatCannotBeWrittenIsDoneWithout() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Ended ended = end(start(file.resolve("archives")));
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).startsWith("quern ");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void anArchiveThatCannotBeMadeIsNotTriedAgainAtOnce() throws IOException {
    Path archives = folder.resolve("archives");
    Process failing = process(archives, "--no-such-option", "").start();
    Ended ended = end(failing);
    assertThat(ended.exit()).isZero();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Files.isDirectory(archives) && filesOf(archives).size() == 2);
    Path empty = awaitNothingInTheMaking(archives);
    assertThat(empty).isEmptyFile();
    assertThat(end(start(archives))).isEqualTo(ended);
    assertThat(empty).isEmptyFile();
  }

  private Process start(Path archives, String... javaOptions) {
    try {
      return process(archives, "--version", String.join(" ", javaOptions)).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder process(Path archives, String warmUp, String javaOptions)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "--version");
    builder.environment().put("QUERN_ARCHIVES", archives.toString());
    builder.environment().put("QUERN_WARM_UP", warmUp);
    builder.environment().put("QUERN_JAVA_OPTS", javaOptions);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.directory(folder.toFile());
    builder.redirectError(Files.createTempFile(folder, "err", ".txt").toFile());
    return builder;
  }

  private Ended end(Process process) throws IOException {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new Ended(process.exitValue(), out, errors());
  }

  /** Of all processes so far: none of them is to say anything. */
  private String errors() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : filesOf(folder)) {
      if (requireNonNull(file.getFileName()).toString().startsWith("err")) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private static Path awaitArchive(Path archives) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                Files.isDirectory(archives)
                    && filesOf(archives).stream()
                        .anyMatch(file -> file.toString().endsWith(".jsa")));
    return awaitNothingInTheMaking(archives);
  }

  private static Path awaitNothingInTheMaking(Path archives) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                filesOf(archives).stream().noneMatch(file -> file.toString().contains(".making")));
    return filesOf(archives).stream()
        .filter(file -> file.toString().endsWith(".jsa"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> filesOf(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

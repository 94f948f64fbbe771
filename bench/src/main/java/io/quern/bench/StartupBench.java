package io.quern.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Starting: from the start of the process to the first row, of {@code bin/quern} with its
 * class-data archive, beside {@link BareSpark} in a JVM without one.
 */
@CommandLine.Command(name = "bench/startup", showDefaultValues = true)
public final class StartupBench implements Callable<Integer> {
  private static final String QUERY = "select 1 as one";

  @Option(names = "--rounds", description = "Rounds of yardstick and Quern.")
  private int rounds = 5;

  @Option(names = "--quern", description = "The launcher, from the repository's root.")
  private Path launcher = Path.of("bin", "quern");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StartupBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path archives = Files.createTempDirectory("quern-bench-");
    try {
      double first = milliseconds(quern(archives));
      System.out.printf("first start, without an archive: %.0f ms%n", first);
      awaitArchive(archives);
      milliseconds(bareSpark());
      Figures figures = new Figures("ms", "bare Spark");
      for (int round = 0; round < rounds; round++) {
        figures.add(milliseconds(bareSpark()), milliseconds(quern(archives)));
      }
      figures.print(QUERY);
    } finally {
      Folders.delete(archives);
    }
    return 0;
  }

  private ProcessBuilder quern(Path archives) {
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toAbsolutePath().toString(), "--format", "csv", "-e", QUERY);
    builder.environment().put("QUERN_ARCHIVES", archives.toString());
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static ProcessBuilder bareSpark() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
    command.addAll(List.of("-cp", jarsAnd(BareSpark.class)));
    command.addAll(List.of(BareSpark.class.getName(), QUERY));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  /** Without Quern's own folders, whose extension every session on their class path loads. */
  private static String jarsAnd(Class<?> main) {
    String own = main.getProtectionDomain().getCodeSource().getLocation().getPath();
    return Stream.concat(
            Stream.of(own),
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Until the row is there; the process is waited for all the same. */
  private static double milliseconds(ProcessBuilder builder)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = builder.start();
    double milliseconds = -1;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.equals("1")) {
          milliseconds = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    if (process.waitFor() != 0 || milliseconds < 0) {
      throw new IllegalStateException("No result of " + builder.command());
    }
    return milliseconds;
  }

  /** It appears by a rename, and its maker is gone soon after. */
  private static void awaitArchive(Path archives) throws IOException, InterruptedException {
    while (!isAtRest(archives)) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private static boolean isAtRest(Path archives) throws IOException {
    try (Stream<Path> files = Files.list(archives)) {
      List<String> names = files.map(Path::toString).toList();
      return names.stream().anyMatch(name -> name.endsWith(".jsa"))
          && names.stream().noneMatch(name -> name.contains(".making"));
    }
  }
}

package io.quern.bench.scale;

import io.quern.bench.EpochLog;
import io.quern.bench.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Runs one small training for each size and prints what it reached beside what {@link ScaleModel}
 * predicts; or finds the model's constants.
 */
@CommandLine.Command(name = "bench/scale", showDefaultValues = true)
public final class ScaleBench implements Callable<Integer> {
  /** What is varied. */
  private enum Axis {
    FIELDS,
    BATCH,
    WORKERS,
    NETWORK,
    SERVERS,
    TABLE
  }

  @Option(names = "--calibrate", description = "Find the constants instead.")
  private boolean calibrate;

  @Option(
      names = "--axes",
      split = ",",
      description = "What is varied, of: ${COMPLETION-CANDIDATES}.")
  private Axis[] axes = Axis.values();

  @Option(names = "--epochs", description = "Passes of each training, 2 at least.")
  private int epochs = 3;

  @Option(names = "--rounds", description = "Trainings of each size that constants are found from.")
  private int rounds = 3;

  @Option(names = "--cores", description = "Of this machine.")
  private int cores = Runtime.getRuntime().availableProcessors();

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new ScaleBench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("quern-bench-");
    try (Trainings trainings = new Trainings(folder, epochs)) {
      if (calibrate) {
        calibrate(trainings);
      } else {
        compare(trainings);
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private void calibrate(Trainings trainings) throws IOException {
    Calibration calibration = new Calibration();
    for (Workload shape : shapesOfRounds()) {
      Point point = run(trainings, shape);
      System.out.printf(
          Locale.ROOT,
          "%s: %.0f samples/s, %.0f unique rows (expected %.0f)%n",
          shape,
          point.samplesPerSecond(),
          point.uniqueRows(),
          shape.uniqueRows());
      calibration.add(point);
    }
    System.out.print(calibration.constants());
  }

  private List<Workload> shapesOfRounds() {
    return Stream.generate(Calibration::shapes).limit(rounds).flatMap(List::stream).toList();
  }

  private void compare(Trainings trainings) throws IOException {
    ScaleModel model = new ScaleModel(Constants.measured());
    System.out.println(
        "| training | unique rows: expected | measured | samples/s: predicted | measured | measured"
            + " / predicted | hidden of the exchange |\n|---|---|---|---|---|---|---|");
    for (Axis axis : axes) {
      for (Workload shape : shapes(axis)) {
        double unique = shape.uniqueRows();
        double predicted = model.samplesPerSecond(shape, unique, cores);
        Point point = run(trainings, shape);
        System.out.printf(
            Locale.ROOT,
            "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %.2f | %.2f |%n",
            shape,
            unique,
            point.uniqueRows(),
            predicted,
            point.samplesPerSecond(),
            point.samplesPerSecond() / predicted,
            point.hidden());
      }
    }
  }

  private static Point run(Trainings trainings, Workload shape) throws IOException {
    EpochLog log = trainings.run(shape);
    return new Point(shape, log.rowsPerSecond(), log.uniqueRows(), log.hidden());
  }

  private static List<Workload> shapes(Axis axis) {
    Workload fm = Workload.of("FM", 150_000);
    Workload deep = Workload.of("DeepFM", 60_000);
    return switch (axis) {
      case FIELDS ->
          List.of(
              Workload.of("LR", 150_000).withFields(100),
              deep.withFields(100),
              fm.withFields(100),
              Workload.of("FM", 30_000).withFields(500));
      case BATCH -> List.of(fm.withBatch(1024), deep, deep.withBatch(16_384));
      case WORKERS ->
          List.of(
              fm.withWorkers(2),
              fm.withWorkers(4),
              deep.withWorkers(2),
              Workload.of("DeepFM", 120_000).withWorkers(4));
      case NETWORK ->
          Stream.of(fm, fm.withBatch(512), deep)
              .map(Workload::overNetwork)
              .flatMap(shape -> Stream.of(shape.inTurn(), shape))
              .toList();
      case SERVERS -> List.of(fm.overNetwork().withServers(2), deep.overNetwork().withServers(2));
      case TABLE -> List.of(fm.withIds(100_000), fm.withIds(10_000_000));
    };
  }
}

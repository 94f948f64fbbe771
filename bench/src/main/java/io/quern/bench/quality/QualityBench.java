package io.quern.bench.quality;

import io.quern.bench.BenchSession;
import io.quern.bench.Folders;
import io.quern.planner.script.ScriptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Trains every experiment with its seeds and writes {@code docs/quality.md}. */
@CommandLine.Command(name = "bench/quality", showDefaultValues = true)
public final class QualityBench implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      description = "Folder with frappe_x1, movielens_1m, amazon_access, criteo and adult.")
  private Path data;

  @Option(names = "--only", description = "Experiments whose group/name holds this text.")
  private String only = "";

  @Option(names = "--runs", description = "At most so many seeds of each experiment.")
  private int runs = Integer.MAX_VALUE;

  @Option(
      names = "--with",
      description = "More options of every TRAIN statement, as in SQL; no report is written then.")
  private String with = "";

  @Option(names = "--results", description = "File of the runs so far; delete it to run anew.")
  private Path resultsFile = Path.of("bench/target/quality.ndjson");

  @Option(names = "--report", description = "File to write.")
  private Path report = Path.of("docs/quality.md");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new QualityBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, ScriptException {
    Results results = Results.in(resultsFile);
    Path models = Files.createTempDirectory("quern-quality-");
    try (SparkSession session = BenchSession.start(Runtime.getRuntime().availableProcessors())) {
      ScriptTraining training = new ScriptTraining(session, data.toAbsolutePath(), models);
      for (Experiment experiment : Experiments.all()) {
        if (experiment.id().contains(only)) {
          run(with.isEmpty() ? experiment : experiment.with(with), training, results);
        }
      }
    } finally {
      Folders.delete(models);
    }
    if (with.isEmpty()) {
      Files.writeString(
          report, new Report(results).markdown(Experiments.all(), Experiments.GROUPS));
    }
    return 0;
  }

  private void run(Experiment experiment, ScriptTraining training, Results results)
      throws IOException, ScriptException {
    List<Long> seeds = experiment.seeds();
    String recipe = ScriptTraining.recipe(experiment);
    for (long seed : seeds.subList(0, Math.min(runs, seeds.size()))) {
      if (results.find(experiment, recipe, seed).isPresent()) {
        continue;
      }
      Run run = training.run(experiment, seed);
      results.add(run);
      System.out.printf(
          Locale.ROOT,
          "%s, seed %d: %s %.4f in %.0f s%n",
          experiment.id(),
          seed,
          experiment.metric().title(),
          run.figure(),
          run.seconds());
    }
  }
}

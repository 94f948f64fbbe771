package io.quern.bench.quality;

import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptRunner;
import io.quern.planner.script.ScriptText;
import io.quern.planner.script.StatementResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;

/** Trains experiments: runs their scripts, each in a session of its own. */
final class ScriptTraining {
  private final org.apache.spark.sql.SparkSession spark;
  private final Path data;
  private final Path models;

  /**
   * @param data folder with one folder per data set
   * @param models folder for the models, overwritten by every run
   */
  ScriptTraining(org.apache.spark.sql.SparkSession spark, Path data, Path models) {
    this.spark = spark;
    this.data = data;
    this.models = models;
  }

  /** What the run is a result of: the script with all but the places filled in. */
  static String recipe(Experiment experiment) throws IOException {
    String script = resource(experiment.script());
    return Integer.toHexString((script + experiment.columns() + experiment.options()).hashCode());
  }

  Run run(Experiment experiment, long seed) throws IOException, ScriptException {
    SparkSession session = (SparkSession) spark.newSession();
    SparkSession.setActiveSession(session);
    Map.of(
            "data", data.toString(),
            "models", models.toString(),
            "columns", experiment.columns(),
            "options", experiment.options(),
            "seed", String.valueOf(seed))
        .forEach((name, value) -> session.conf().set(name, value));
    LastFigure figure = new LastFigure(experiment.metric());
    long began = System.nanoTime();
    new ScriptRunner(session, figure::read)
        .run(new ScriptText(experiment.script(), resource(experiment.script())));
    double seconds = (System.nanoTime() - began) * 1e-9;
    return new Run(experiment.id(), recipe(experiment), seed, figure.value, seconds);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ScriptTraining.class.getResourceAsStream("/quality/" + name)) {
      if (in == null) {
        throw new IOException("No script '" + name + "'");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The metric's column of the last result that has it. */
  private static final class LastFigure {
    private final Metric metric;
    private double value = Double.NaN;

    LastFigure(Metric metric) {
      this.metric = metric;
    }

    void read(StatementResult result) throws ScriptException {
      result.read(
          rows -> {
            Row row = rows.first();
            int column = rows.columns().length == 0 ? -1 : indexOf(rows.columns());
            if (column >= 0) {
              value = row.getDouble(column);
            }
          });
    }

    private int indexOf(String[] columns) {
      return List.of(columns).indexOf(metric.column());
    }
  }
}

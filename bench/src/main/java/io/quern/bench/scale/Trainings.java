package io.quern.bench.scale;

import io.quern.bench.BenchSession;
import io.quern.bench.ClickTable;
import io.quern.bench.EpochLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs trainings, each in the session it needs; the log of the last one's shape is kept. */
final class Trainings implements AutoCloseable {
  private final Path folder;
  private final int epochs;
  private SparkSession session;
  private String master = "";
  private String written = "";

  Trainings(Path folder, int epochs) {
    this.folder = folder;
    this.epochs = epochs;
  }

  /** What the later epochs of a training have reached. */
  EpochLog run(Workload shape) throws IOException {
    open(shape);
    write(shape);
    Path model = folder.resolve("model");
    Row result = session.sql(statement(shape, model)).first();
    return EpochLog.of(model, result.getAs("version"));
  }

  private void open(Workload shape) throws IOException {
    String wanted =
        shape.remote()
            ? BenchSession.processes(shape.workers() + shape.servers())
            : BenchSession.local(shape.workers());
    if (!wanted.equals(master)) {
      close();
      session = BenchSession.startOn(wanted);
      master = wanted;
    }
  }

  private void write(Workload shape) {
    String path = folder.resolve("clicks").toString();
    String wanted = "%d of %d, %d".formatted(shape.rows(), shape.fields(), shape.ids());
    if (!wanted.equals(written)) {
      new ClickTable(path, shape.rows(), shape.fields(), shape.ids()).write(session);
      written = wanted;
    }
    session.read().parquet(path).createOrReplaceTempView("clicks");
  }

  private String statement(Workload shape, Path model) {
    String dim = shape.dim() == 0 ? "" : " and embeddingDim = " + shape.dim();
    String hidden =
        shape.hidden().isEmpty()
            ? ""
            : " and batchNorm = false and dropout = 0 and hiddenUnits = \"%s\""
                .formatted(
                    shape.hidden().stream().map(String::valueOf).collect(Collectors.joining(",")));
    return """
        train clicks as DeepCTR.`%s` where label = "label" and model = "%s" and minCount = 1
          and batchSize = %d and epochs = %d and workers = %d and parameterServers = %d
          and sparseOptimizer = "lazyAdam" and overlap = "%s"%s%s
        """
        .formatted(
            model,
            shape.network(),
            shape.batch(),
            epochs,
            shape.workers(),
            shape.servers(),
            shape.overlap() ? "auto" : "off",
            dim,
            hidden);
  }

  @Override
  public void close() throws IOException {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}

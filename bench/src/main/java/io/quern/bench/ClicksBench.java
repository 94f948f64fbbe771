package io.quern.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Writes a click log in Criteo's shape, and says how fast. */
@CommandLine.Command(name = "bench/clicks", showDefaultValues = true)
public final class ClicksBench implements Callable<Integer> {
  @Option(names = "--rows", description = "Rows of the click log.")
  private long rows = 1_000_000;

  @Option(names = "--out", required = true, description = "The folder, which is replaced.")
  private String out;

  @Option(names = "--cores", description = "Tasks that write, and files.")
  private int cores = 2;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ClicksBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    try (SparkSession session = BenchSession.start(cores)) {
      long start = System.nanoTime();
      new CriteoTable(out, rows).write(session);
      double seconds = (System.nanoTime() - start) / 1e9;
      Row log =
          session
              .read()
              .parquet(out)
              .selectExpr(
                  "avg(label)",
                  "approx_count_distinct(C3)",
                  "approx_count_distinct(C4)",
                  "approx_count_distinct(C12)")
              .first();
      System.out.printf(
          Locale.ROOT,
          "%d rows in %.1f s, %.0f rows/s; label rate %.3f; distinct C3 %d, C4 %d, C12 %d%n",
          rows,
          seconds,
          rows / seconds,
          log.getDouble(0),
          log.getLong(1),
          log.getLong(2),
          log.getLong(3));
    }
    return 0;
  }
}

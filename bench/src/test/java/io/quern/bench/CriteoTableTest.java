package io.quern.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CriteoTableTest {
  /** As many rows as the sample has that the figures below were counted in. */
  private static final int ROWS = 24_996;

  @TempDir private Path folder;

  @Test
  void looksLikeTheSample() {
    SparkSession session = BenchSession.start(2);
    try {
      String path = folder.resolve("clicks").toString();
      new CriteoTable(path, ROWS).write(session);
      Row log =
          session
              .read()
              .parquet(path)
              .selectExpr(
                  "avg(label)",
                  "avg(int(I1 is null))",
                  "avg(int(C22 is null))",
                  "median(I5)",
                  "cast(count(distinct C3) as double)",
                  "cast(count(distinct C15) as double)",
                  "cast(count(distinct C14) as double)",
                  "avg(int(C9 is null))",
                  "cast(count(*) as double)")
              .first();
      assertThat(log.getDouble(0)).as("label rate").isCloseTo(0.242, within(0.03));
      assertThat(log.getDouble(1)).as("I1 missing").isCloseTo(0.455, within(0.02));
      assertThat(log.getDouble(2)).as("C22 missing").isCloseTo(0.785, within(0.02));
      assertThat(log.getDouble(3)).as("median of I5").isBetween(1000.0, 4000.0);
      assertThat(log.getDouble(4)).as("values of C3").isBetween(7_000.0, 17_000.0);
      assertThat(log.getDouble(5)).as("values of C15").isBetween(2_500.0, 4_000.0);
      assertThat(log.getDouble(6)).as("values of C14").isBetween(20.0, 24.0);
      assertThat(log.getDouble(7)).as("C9 missing").isZero();
      assertThat(log.getDouble(8)).isEqualTo(ROWS);
    } finally {
      session.stop();
    }
  }
}

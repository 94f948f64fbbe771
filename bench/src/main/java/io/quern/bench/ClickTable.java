package io.quern.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A click log in the shape of a large one: so many categorical fields, ids by a power law with
 * exponent 1.2 within each, a click whose chance depends on the first five fields.
 *
 * @param ids distinct ids of all fields together
 */
public record ClickTable(String path, long rows, int fields, long ids) {
  private static final long UNIFORM = 1_000_000_007L;

  /** Writes the log as Parquet, the same for the same arguments. */
  public void write(SparkSession session) {
    String columns =
        IntStream.range(0, fields).mapToObj(this::idColumn).collect(Collectors.joining(", "));
    String logit =
        IntStream.range(0, Math.min(5, fields))
            .mapToObj(f -> "pmod(xxhash64(f%d, 'effect'), 2001) / 1000D - 1".formatted(f))
            .collect(Collectors.joining(" + "));
    session
        .sql(
            "select %s, id from range(0, %d, 1, %d)"
                .formatted(columns, rows, session.sparkContext().defaultParallelism()))
        .createOrReplaceTempView("bench_ids");
    session
        .sql(
            "select %s < 1 / (1 + exp(1.2D - (%s))) as label, %s from bench_ids"
                .formatted(uniform("'luck'"), logit, String.join(", ", names())))
        .write()
        .mode("overwrite")
        .parquet(path);
  }

  List<String> names() {
    return IntStream.range(0, fields).mapToObj(f -> "f" + f).toList();
  }

  /** The first rows: the label, then the ids. */
  List<long[]> head(SparkSession session, int count) {
    List<long[]> head = new ArrayList<>(count);
    for (Row row : session.read().parquet(path).limit(count).collectAsList()) {
      long[] values = new long[1 + fields];
      values[0] = row.getBoolean(0) ? 1 : 0;
      for (int f = 0; f < fields; f++) {
        values[1 + f] = row.getLong(1 + f);
      }
      head.add(values);
    }
    return head;
  }

  /** The inverse of the power law's distribution function, at a uniform value. */
  private String idColumn(int field) {
    return "cast(least(floor(pow(%s, -5D)), %dD) as bigint) as f%d"
        .formatted(uniform("'field', " + field), ids / fields, field);
  }

  private static String uniform(String salt) {
    return "((pmod(xxhash64(id, %s), %d) + 0.5D) / %d)".formatted(salt, UNIFORM, UNIFORM);
  }
}

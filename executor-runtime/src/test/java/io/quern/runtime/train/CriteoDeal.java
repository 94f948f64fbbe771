package io.quern.runtime.train;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.InputColumn;
import io.quern.runtime.rows.InternalRowReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;

/**
 * The Criteo sample as {@code criteo.sql} of the benchmarks deals it with a seed: 12,000 rows to
 * train on, 3,000 to test.
 */
final class CriteoDeal {
  private static final int TRAINING_ROWS = 12_000;

  private final SparkSession session;
  private final String dealt;

  /**
   * @param folder of the public data set
   */
  CriteoDeal(SparkSession session, Path folder, long seed) {
    this.session = session;
    session
        .read()
        .option("sep", "\t")
        .option("inferSchema", "true")
        .csv(folder.resolve("random20k_train.tsv.gz").toString())
        .createOrReplaceTempView("raw_rows");
    List<String> named = new ArrayList<>(List.of("_c0 as label"));
    List<InputColumn> columns = columns();
    for (int i = 0; i < columns.size(); i++) {
      named.add("_c%d as %s".formatted(i + 1, columns.get(i).name()));
    }
    this.dealt =
        "(select *, row_number() over (order by xxhash64(%d, *)) as place from (select %s from raw_rows))"
            .formatted(seed, String.join(", ", named));
  }

  /** I1 to I13, whole numbers, and C1 to C26, texts. */
  static List<InputColumn> columns() {
    return Stream.concat(
            IntStream.rangeClosed(1, 13)
                .mapToObj(i -> new InputColumn("I" + i, ColumnType.INTEGRAL)),
            IntStream.rangeClosed(1, 26).mapToObj(i -> new InputColumn("C" + i, ColumnType.STRING)))
        .toList();
  }

  /** The rows to train on, as the planner would project them. */
  RDD<InternalRow> training() {
    return rows("place <= " + TRAINING_ROWS).queryExecution().toRdd();
  }

  /** The rows of the test. */
  EncodedRows test(FeatureSchema schema) {
    FeatureEncoder encoder = new FeatureEncoder(schema);
    InternalRowReader reader = new InternalRowReader(schema.columns(), 1);
    EncodedRowsBuilder encoded = new EncodedRowsBuilder(encoder.layout());
    InternalRow[] rows =
        rows("place > " + TRAINING_ROWS).queryExecution().executedPlan().executeCollect();
    for (InternalRow row : rows) {
      reader.point(row);
      encoder.encode(reader, (float) row.getDouble(0), encoded);
    }
    return encoded.build();
  }

  private org.apache.spark.sql.classic.Dataset<Row> rows(String condition) {
    List<String> projected = new ArrayList<>(List.of("cast(label as double)"));
    for (InputColumn column : columns()) {
      projected.add(
          column.type() == ColumnType.INTEGRAL
              ? "cast(%s as bigint)".formatted(column.name())
              : column.name());
    }
    Dataset<Row> rows =
        session.sql(
            "select %s from %s where %s".formatted(String.join(", ", projected), dealt, condition));
    return (org.apache.spark.sql.classic.Dataset<Row>) rows;
  }
}

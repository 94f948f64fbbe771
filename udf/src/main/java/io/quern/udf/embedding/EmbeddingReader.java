package io.quern.udf.embedding;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.FeatureValue;
import io.quern.model.scoring.EmbeddingRows;
import io.quern.udf.scoring.PinnedModel;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Reads the rows of some values of a feature, in a task. */
record EmbeddingReader(PinnedModel model, String feature)
    implements FlatMapFunction<ValueRange, Row> {
  EmbeddingReader {
    requireNonNull(model, "model is null");
    requireNonNull(feature, "feature is null");
  }

  @Override
  public Iterator<Row> call(ValueRange range) {
    EmbeddingRows rows = model.rows(feature);
    float[] row = new float[rows.width()];
    return IntStream.range(range.from(), range.to())
        .mapToObj(position -> read(rows, rows.values().get(position), row))
        .filter(Objects::nonNull)
        .iterator();
  }

  /** Null where training has not met the value. */
  private static Row read(EmbeddingRows rows, FeatureValue value, float[] row) {
    if (!rows.copyRow(value.key(), row)) {
      return null;
    }
    float[] vector = Arrays.copyOfRange(row, 1, row.length);
    return RowFactory.create(
        value.key(), value.kind().word(), value.text().orElse(null), row[0], vector, norm(vector));
  }

  /** The Euclidean norm. */
  private static double norm(float[] vector) {
    double squares = 0;
    for (float coordinate : vector) {
      squares += (double) coordinate * coordinate;
    }
    return Math.sqrt(squares);
  }
}

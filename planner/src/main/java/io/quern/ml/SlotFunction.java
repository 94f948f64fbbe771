package io.quern.ml;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.SlotReader;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * From the input columns to keys and values of all slots, and the hashed vector where one is asked
 * for. Each task has a copy of its own.
 */
final class SlotFunction implements UDF1<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final FeatureMap map;
  private final int vectorSize;
  private transient Cursor cursor;

  /** What encodes a row, made where the rows are. */
  private static final class Cursor {
    final RowColumns columns = new RowColumns();
    final FeatureEncoder encoder;
    final EncodedRowsBuilder builder;
    final SlotReader slots;

    Cursor(FeatureMap map) {
      encoder = new FeatureEncoder(map.schema());
      builder = new EncodedRowsBuilder(encoder.layout());
      slots = new SlotReader(map);
    }

    SlotReader read(Row row) {
      builder.clear();
      encoder.encode(columns.point(row), 0, builder);
      EncodedRows encoded = builder.build();
      slots.read(encoded, 0);
      return slots;
    }
  }

  /**
   * @param vectorSize 0 for no vector
   */
  SlotFunction(FeatureMap map, int vectorSize) {
    this.map = requireNonNull(map, "map is null");
    this.vectorSize = vectorSize;
  }

  StructType schema() {
    StructType schema =
        new StructType()
            .add("keys", DataTypes.createArrayType(DataTypes.LongType, false))
            .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false));
    return vectorSize == 0 ? schema : schema.add("vector", SQLDataTypes.VectorType());
  }

  @Override
  public Row call(Row row) {
    if (cursor == null) {
      cursor = new Cursor(map);
    }
    SlotReader slots = cursor.read(row);
    int singles = slots.singles.length;
    int categories = singles - slots.factors.length;
    int elements = slots.bagOffsets[slots.bagOffsets.length - 1];
    Long[] keys = new Long[singles + elements];
    Double[] values = new Double[singles + elements];
    for (int i = 0; i < singles; i++) {
      keys[i] = slots.singles[i];
      values[i] = i < categories ? 1.0 : slots.factors[i - categories];
    }
    for (int i = 0; i < elements; i++) {
      keys[singles + i] = slots.bagKeys[i];
      values[singles + i] = (double) slots.bagFactors[i];
    }
    return vectorSize == 0
        ? RowFactory.create(keys, values)
        : RowFactory.create(keys, values, vector(keys, values));
  }

  /** Keys that fall into the same place add up. */
  private Vector vector(Long[] keys, Double[] values) {
    Map<Integer, Double> sums = new TreeMap<>();
    for (int i = 0; i < keys.length; i++) {
      int place = (int) Long.remainderUnsigned(keys[i], vectorSize);
      sums.merge(place, values[i], Double::sum);
    }
    int[] places = sums.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] totals = sums.values().stream().mapToDouble(Double::doubleValue).toArray();
    return Vectors.sparse(vectorSize, places, totals);
  }
}

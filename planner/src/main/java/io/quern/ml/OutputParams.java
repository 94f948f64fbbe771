package io.quern.ml;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The parameters that estimator and model share: which columns come out. */
final class OutputParams {
  private static final double MOST_BUCKETS = 1 << 30;

  final Param<String> keysCol;
  final Param<String> valuesCol;
  final Param<String> vectorCol;
  final IntParam vectorSize;

  private final Params owner;

  OutputParams(Params owner) {
    this.owner = requireNonNull(owner, "owner is null");
    keysCol = new Param<>(owner, "keysCol", "column of the features' 64-bit keys");
    valuesCol = new Param<>(owner, "valuesCol", "column of the factors of the keys' rows");
    vectorCol = new Param<>(owner, "vectorCol", "column of the hashed vector; empty for none");
    vectorSize =
        new IntParam(
            owner,
            "vectorSize",
            "size of the hashed vector",
            ParamValidators.inRange(1, MOST_BUCKETS));
  }

  /** Size of the vector; 0 where none is asked for. */
  int size() {
    return hasVector() ? (Integer) owner.getOrDefault(vectorSize) : 0;
  }

  boolean hasVector() {
    return !owner.getOrDefault(vectorCol).isEmpty();
  }

  /**
   * The schema with the columns that come out.
   *
   * @throws QuernException {@code NAME} where one of them is there already
   */
  StructType appendTo(StructType schema) {
    StructType all = schema;
    for (String name : names()) {
      if (List.of(schema.fieldNames()).contains(name)) {
        throw new QuernException(ErrorCode.NAME, "Column '%s' is there already".formatted(name));
      }
    }
    all =
        all.add(owner.getOrDefault(keysCol), DataTypes.createArrayType(DataTypes.LongType, false));
    all =
        all.add(
            owner.getOrDefault(valuesCol), DataTypes.createArrayType(DataTypes.DoubleType, false));
    return hasVector() ? all.add(owner.getOrDefault(vectorCol), SQLDataTypes.VectorType()) : all;
  }

  /** The names of the columns that come out. */
  List<String> names() {
    String keys = owner.getOrDefault(keysCol);
    String values = owner.getOrDefault(valuesCol);
    return hasVector()
        ? List.of(keys, values, owner.getOrDefault(vectorCol))
        : List.of(keys, values);
  }
}

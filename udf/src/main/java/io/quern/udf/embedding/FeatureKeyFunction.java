package io.quern.udf.embedding;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.Transform;
import io.quern.runtime.rows.SparkColumnTypes;
import io.quern.udf.bridge.Places;
import io.quern.udf.bridge.Seqs;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.XxHash64;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * The function {@code feature_key('path', 'feature', value [, version => n])}: the key under which
 * a model keeps the row of a value, whether or not it has one. A key is XXH64 seeded by the
 * feature's table, as Spark's own {@code xxhash64} computes it.
 */
final class FeatureKeyFunction extends AbstractFunction1<Seq<Expression>, Expression> {
  static final String NAME = "feature_key";
  static final String USAGE = "feature_key('path', 'feature', value [, version => n])";

  @Override
  public Expression apply(Seq<Expression> arguments) {
    return Places.told(() -> key(Seqs.list(arguments)));
  }

  private static Expression key(List<Expression> arguments) {
    ModelFeature called = ModelFeature.of(NAME, USAGE, arguments);
    if (called.rest().size() != 1) {
      throw new QuernException(
              ErrorCode.TYPE,
              "%s needs one value, %d are given".formatted(NAME, called.rest().size()))
          .withHint("Write " + USAGE + ".");
    }
    InputColumn column = column(called);
    long salt = FeatureKeys.columnSalt(called.feature().table());
    Expression value = canonical(called.rest().get(0), SparkColumnTypes.canonical(column.type()));
    return new If(
        new IsNull(value),
        Literal$.MODULE$.apply(FeatureKeys.missing(salt)),
        new XxHash64(Seqs.of(List.of(value)), salt));
  }

  /** A value as keys are made of it: booleans are whole numbers, an array's elements its values. */
  private static Expression canonical(Expression given, DataType column) {
    DataType type = column instanceof ArrayType array ? array.elementType() : column;
    Expression value = Cast$.MODULE$.apply(given, type, false);
    return type instanceof BooleanType
        ? Cast$.MODULE$.apply(value, DataTypes.LongType, false)
        : value;
  }

  private static InputColumn column(ModelFeature called) {
    Transform transform = called.feature().transform();
    if (!(transform instanceof Transform.Category || transform instanceof Transform.Bag)) {
      throw new QuernException(
              ErrorCode.TYPE,
              "Feature '%s' of model '%s' is no category, so that a value has no key"
                  .formatted(called.feature().name(), called.model().path()))
          .withHint("embeddings(...) tells the keys of its rows.");
    }
    String name = called.feature().columns().get(0);
    return called.map().columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

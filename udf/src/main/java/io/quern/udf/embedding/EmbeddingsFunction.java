package io.quern.udf.embedding;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureValues;
import io.quern.udf.bridge.Places;
import io.quern.udf.bridge.Seqs;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * The table function {@code embeddings('path', 'feature' [, version => n])}: a row for each value
 * of the feature that training has met and the model keeps. Read by as many tasks as there are
 * {@value #VALUES_OF_A_TASK} values.
 */
final class EmbeddingsFunction extends AbstractFunction1<Seq<Expression>, LogicalPlan> {
  static final String NAME = "embeddings";
  static final String USAGE = "embeddings('path', 'feature' [, version => n])";

  static final StructType SCHEMA =
      new StructType()
          .add("key", DataTypes.LongType, false)
          .add("kind", DataTypes.StringType, false)
          .add("value", DataTypes.StringType, true)
          .add("weight", DataTypes.FloatType, false)
          .add("vector", DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add("norm", DataTypes.DoubleType, false);

  private static final int VALUES_OF_A_TASK = 100_000;

  @Override
  public LogicalPlan apply(Seq<Expression> arguments) {
    return Places.told(() -> plan(Seqs.list(arguments)));
  }

  private static LogicalPlan plan(List<Expression> arguments) {
    ModelFeature called = ModelFeature.of(NAME, USAGE, arguments);
    if (!called.rest().isEmpty()) {
      throw new QuernException(
              ErrorCode.TYPE,
              "%s has an argument too many: %s".formatted(NAME, called.rest().get(0).sql()))
          .withHint("Write " + USAGE + ".");
    }
    if (!FeatureValues.areKnown(called.map(), called.feature())) {
      throw new QuernException(
              ErrorCode.MODEL,
              "Feature '%s' of model '%s' has no vocabulary, so that its rows cannot be told from"
                      .formatted(called.feature().name(), called.model().path())
                  + " others")
          .withHint("Train with columns (category(c, minCount => 2)), or with any maxSize.");
    }
    int values = FeatureValues.of(called.map(), called.feature()).size();
    SparkSession session = (SparkSession) SparkSession.active();
    List<ValueRange> ranges = ranges(values);
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(ranges, ranges.size())
            .flatMap(new EmbeddingReader(called.model(), called.feature().name()));
    return session.createDataFrame(rows, SCHEMA).queryExecution().analyzed();
  }

  private static List<ValueRange> ranges(int values) {
    List<ValueRange> ranges = new ArrayList<>();
    for (int from = 0; from < values; from += VALUES_OF_A_TASK) {
      ranges.add(new ValueRange(from, Math.min(values, from + VALUES_OF_A_TASK)));
    }
    return ranges;
  }
}

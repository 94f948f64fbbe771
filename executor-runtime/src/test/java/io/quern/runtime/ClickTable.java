package io.quern.runtime;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureSchema;
import io.quern.runtime.rows.InternalRowReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.LongAccumulator;

/**
 * Made-up clicks whose true probabilities are known: a logistic model of a user (text), an item
 * (whole number) and a price.
 */
public final class ClickTable {
  /** The columns after the label. */
  public static final FeatureSchema FEATURES =
      FeatureSchema.builder()
          .column("user", ColumnType.STRING, FeatureKind.CATEGORY)
          .column("item", ColumnType.INTEGRAL, FeatureKind.CATEGORY)
          .column("price", ColumnType.NUMBER, FeatureKind.NUMBER)
          .build();

  /** The features with vectors of other lengths; 0 for the model's. */
  public static FeatureSchema withDims(int user, int item, int price) {
    List<Feature> features = FEATURES.features();
    return new FeatureSchema(
        FEATURES.columns(),
        List.of(
            features.get(0).withDim(user),
            features.get(1).withDim(item),
            features.get(2).withDim(price)));
  }

  private static final int USERS = 20;
  private static final int ITEMS = 30;

  private final List<Click> clicks;

  /**
   * @param label 0, 1, or what a test wants to be refused; null too
   * @param truth the probability that the label was drawn with
   */
  public record Click(Double label, String user, Long item, Double price, double truth) {
    InternalRow toRow() {
      return new GenericInternalRow(
          new Object[] {label, user == null ? null : UTF8String.fromString(user), item, price});
    }
  }

  private ClickTable(List<Click> clicks) {
    this.clicks = clicks;
  }

  public static ClickTable random(int rows, long seed) {
    Random effects = new Random(1);
    double[] users = effects.doubles(USERS, -1.5, 1.5).toArray();
    double[] items = effects.doubles(ITEMS, -1.5, 1.5).toArray();
    Random random = new Random(seed);
    List<Click> clicks = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int user = random.nextInt(USERS);
      int item = random.nextInt(ITEMS);
      double price = 10 + 3 * random.nextGaussian();
      double logit = users[user] + items[item] - 0.3 * (price - 10);
      double truth = 1 / (1 + Math.exp(-logit));
      double label = random.nextDouble() < truth ? 1 : 0;
      clicks.add(new Click(label, "user-" + user, (long) item, price, truth));
    }
    return new ClickTable(clicks);
  }

  public static ClickTable of(List<Click> clicks) {
    return new ClickTable(List.copyOf(clicks));
  }

  /** Clicks with these labels, all else alike. */
  public static ClickTable withLabels(Double... labels) {
    List<Click> clicks = new ArrayList<>();
    for (Double label : labels) {
      clicks.add(new Click(label, "ann", 1L, 1.0, 0.5));
    }
    return new ClickTable(clicks);
  }

  public List<Click> clicks() {
    return clicks;
  }

  /** The AUC of the true probabilities: what no model beats except by luck. */
  public double bestAuc() {
    double[] positives = truths(1);
    double[] negatives = truths(0);
    long wins = 0;
    for (double positive : positives) {
      for (double negative : negatives) {
        wins += positive > negative ? 2 : positive == negative ? 1 : 0;
      }
    }
    return wins / (2.0 * positives.length * negatives.length);
  }

  public RDD<InternalRow> toRdd(SparkContext spark, int partitions) {
    return JavaSparkContext.fromSparkContext(spark)
        .parallelize(clicks.stream().map(Click::toRow).toList(), partitions)
        .rdd();
  }

  /** All rows, as training and PREDICT encode them. */
  public EncodedRows encoded() {
    FeatureEncoder encoder = new FeatureEncoder(FEATURES);
    InternalRowReader reader = new InternalRowReader(FEATURES.columns(), 1);
    EncodedRowsBuilder rows = new EncodedRowsBuilder(encoder.layout());
    for (Click click : clicks) {
      reader.point(click.toRow());
      encoder.encode(reader, click.label().floatValue(), rows);
    }
    return rows.build();
  }

  /** Like {@link #toRdd}, counting each evaluation of a row. */
  public RDD<InternalRow> toCountedRdd(SparkContext spark, int partitions, LongAccumulator count) {
    return toRdd(spark, partitions)
        .toJavaRDD()
        .map(
            row -> {
              count.add(1L);
              return row;
            })
        .rdd();
  }

  private double[] truths(double label) {
    return clicks.stream()
        .filter(click -> click.label() == label)
        .mapToDouble(Click::truth)
        .toArray();
  }
}

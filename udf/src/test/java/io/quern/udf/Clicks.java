package io.quern.udf;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A small table of clicks with values of every kind, missing ones included. */
public final class Clicks {
  /** The features of the tests' models, in the order of positional calls. */
  public static final FeatureSchema FEATURES =
      FeatureSchema.builder()
          .column("user_id", ColumnType.INTEGRAL, FeatureKind.CATEGORY)
          .column("city", ColumnType.STRING, FeatureKind.CATEGORY)
          .column("age", ColumnType.NUMBER, FeatureKind.NUMBER)
          .column("tags", ColumnType.STRING_ARRAY, FeatureKind.BAG)
          .column("active", ColumnType.BOOLEAN, FeatureKind.CATEGORY)
          .build();

  /** Not in the order of the features, and with columns that are none. */
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "id int, active boolean, tags array<string>, age double, city string, user_id bigint,"
              + " click int, divisor int");

  private static final String[] CITIES = {"Oslo", "Turin", "São Paulo", "", "Pune"};
  private static final String[] TAGS = {"a", "b", "c", "d"};

  private Clicks() {}

  /** Makes the view {@code clicks} of so many rows, in two partitions. */
  public static Dataset<Row> view(SparkSession session, int rows) {
    Random random = new Random(17);
    List<Row> list = new ArrayList<>();
    for (int id = 0; id < rows; id++) {
      list.add(
          RowFactory.create(
              id,
              random.nextInt(9) == 0 ? null : random.nextBoolean(),
              random.nextInt(7) == 0 ? null : tags(random),
              random.nextInt(5) == 0 ? null : (double) random.nextInt(60),
              random.nextInt(6) == 0 ? null : CITIES[random.nextInt(CITIES.length)],
              random.nextInt(8) == 0 ? null : (long) random.nextInt(30),
              random.nextInt(3) == 0 ? 1 : 0,
              random.nextInt(4)));
    }
    Dataset<Row> table = session.createDataFrame(list, SCHEMA).repartition(2);
    table.createOrReplaceTempView("clicks");
    return table;
  }

  private static String[] tags(Random random) {
    String[] tags = new String[random.nextInt(4)];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = random.nextInt(6) == 0 ? null : TAGS[random.nextInt(TAGS.length)];
    }
    return tags;
  }
}

package io.quern.planner.command;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The temporary view that takes a statement's result rows: {@code … AS name}. */
public final class ResultView {
  private ResultView() {}

  /** Makes or replaces the view. */
  public static void create(SparkSession session, String name, List<Row> rows, StructType schema) {
    session.createDataFrame(rows, schema).createOrReplaceTempView(quoted(name));
  }

  /** As Spark's parser reads it back as one name. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}

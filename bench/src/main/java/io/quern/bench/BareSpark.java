package io.quern.bench;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** The yardstick of starting: a Spark session, local as the command line's, and one query. */
final class BareSpark {
  private BareSpark() {}

  public static void main(String[] arguments) throws IOException {
    try (SparkSession session =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()) {
      System.out.println(session.sql(arguments[0]).first().get(0));
    }
  }
}

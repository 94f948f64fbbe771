package io.quern.cli;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.classic.SparkSession;

/** Starts the Spark session that a front end works in. */
public final class Sessions {
  private static final String LOCAL = "local[*]";

  private Sessions() {}

  /**
   * Starts it, with what suits a laptop where no cluster is named.
   *
   * @throws QuernException CONFIG, where Spark cannot start
   */
  public static SparkSession start(SessionSettings settings) {
    try {
      return open(settings);
    } catch (Exception e) { // what Spark throws, checked or not
      throw new QuernException(ErrorCode.CONFIG, "Cannot start Spark: " + reason(e), e);
    }
  }

  private static SparkSession open(SessionSettings settings) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "quern");
    conf.set("spark.sql.extensions", "io.quern.planner.QuernExtensions");
    settings.settings().forEach(conf::set);
    settings.master().ifPresent(conf::setMaster);
    conf.setIfMissing("spark.master", LOCAL);
    if (conf.get("spark.master").startsWith("local")) {
      setLaptopDefaults(conf);
    }
    SparkSession session = (SparkSession) SparkSession.builder().config(conf).getOrCreate();
    settings.variables().forEach((name, value) -> session.conf().set(name, value));
    return session;
  }

  /** One process, one person: no web server, loopback only, as many partitions as cores. */
  private static void setLaptopDefaults(SparkConf conf) {
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing(
        "spark.sql.shuffle.partitions", String.valueOf(Runtime.getRuntime().availableProcessors()));
  }

  private static String reason(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}

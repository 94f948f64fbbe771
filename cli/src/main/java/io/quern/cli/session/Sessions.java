package io.quern.cli.session;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.classic.SparkSession;

/** Starts the Spark session that a front end works in, or a server's clients. */
public final class Sessions {
  private static final String LOCAL = "local[*]";

  private Sessions() {}

  /**
   * Starts it.
   *
   * @param defaults settings where the options say nothing
   * @throws QuernException where Spark does not start
   */
  public static SparkSession start(SessionOptions options, Map<String, String> defaults) {
    try {
      SparkSession session = create(options, defaults);
      options.variables().forEach((name, value) -> session.conf().set(name, value));
      return session;
    } catch (Exception e) { // what Spark throws, checked or not
      throw new QuernException(ErrorCode.CONFIG, "Cannot start Spark: " + reason(e), e);
    }
  }

  private static String reason(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  private static SparkSession create(SessionOptions options, Map<String, String> defaults) {
    SparkConf conf = new SparkConf();
    defaults.forEach(conf::setIfMissing);
    conf.setIfMissing("spark.app.name", "quern");
    conf.set("spark.sql.extensions", "io.quern.planner.QuernExtensions");
    options.settings().forEach(conf::set);
    options.master().ifPresent(conf::setMaster);
    conf.setIfMissing("spark.master", LOCAL);
    if (conf.get("spark.master").startsWith("local")) {
      setLaptopDefaults(conf);
    }
    return (SparkSession) SparkSession.builder().config(conf).getOrCreate();
  }

  /** One process, one person: no web server, loopback only, as many partitions as cores. */
  private static void setLaptopDefaults(SparkConf conf) {
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    conf.setIfMissing("spark.driver.host", "127.0.0.1");
    conf.setIfMissing(
        "spark.sql.shuffle.partitions", String.valueOf(Runtime.getRuntime().availableProcessors()));
  }
}

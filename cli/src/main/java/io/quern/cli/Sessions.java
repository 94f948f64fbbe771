package io.quern.cli;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.classic.SparkSession;

/** Starts the Spark session that a command line works in. */
final class Sessions {
  private static final String LOCAL = "local[*]";

  private Sessions() {}

  static SparkSession start(CliOptions options) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "quern");
    conf.set("spark.sql.extensions", "io.quern.planner.QuernExtensions");
    options.settings().forEach(conf::set);
    options.master().ifPresent(conf::setMaster);
    conf.setIfMissing("spark.master", LOCAL);
    if (conf.get("spark.master").startsWith("local")) {
      setLaptopDefaults(conf);
    }
    SparkSession session = (SparkSession) SparkSession.builder().config(conf).getOrCreate();
    options.variables().forEach((name, value) -> session.conf().set(name, value));
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
}

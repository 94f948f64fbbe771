package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.Optional;
import org.apache.spark.SparkConf;

/**
 * Spark settings {@code spark.quern.*} about clusters.
 *
 * @param zookeeper connect string of an outside ZooKeeper; empty: one inside the driver
 * @param sessionTimeout after which a silent member counts as dead
 * @param slotTimeout bound of the wait for task slots, both for executors to come up and for other
 *     trainings to end
 * @param registrationTimeout bound of the wait for all roles to register
 * @param replacementTimeout bound of the wait for another attempt of a worker that was lost
 */
record ClusterSettings(
    Optional<String> zookeeper,
    Duration sessionTimeout,
    Duration slotTimeout,
    Duration registrationTimeout,
    Duration replacementTimeout) {

  static final String ZOOKEEPER = "spark.quern.zookeeper.connect";
  static final String SESSION_TIMEOUT = "spark.quern.zookeeper.sessionTimeout";
  static final String SLOT_TIMEOUT = "spark.quern.cluster.slotTimeout";
  static final String REGISTRATION_TIMEOUT = "spark.quern.cluster.registrationTimeout";
  static final String REPLACEMENT_TIMEOUT = "spark.quern.cluster.replacementTimeout";

  /** Reads the settings; a wrong value is a {@code CONFIG} error. */
  static ClusterSettings from(SparkConf conf) {
    return new ClusterSettings(
        Optional.ofNullable(conf.get(ZOOKEEPER, null)).filter(connect -> !connect.isBlank()),
        time(conf, SESSION_TIMEOUT, "10s"),
        time(conf, SLOT_TIMEOUT, "60s"),
        time(conf, REGISTRATION_TIMEOUT, "120s"),
        time(conf, REPLACEMENT_TIMEOUT, "15s"));
  }

  private static Duration time(SparkConf conf, String name, String defaultValue) {
    String text = conf.get(name, defaultValue);
    try {
      long millis = conf.getTimeAsMs(name, defaultValue);
      if (millis > 0 && millis <= Integer.MAX_VALUE) {
        return Duration.ofMillis(millis);
      }
    } catch (NumberFormatException e) {
      // answered below, like a time that is out of range
    }
    throw new QuernException(
            ErrorCode.CONFIG,
            "Setting '%s' expects a time between 1ms and 24d, found '%s'".formatted(name, text))
        .withHint("Write a number and a unit, for example %s".formatted(defaultValue));
  }
}

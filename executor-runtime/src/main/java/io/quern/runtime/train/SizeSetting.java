package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import org.apache.spark.SparkConf;

/**
 * A Spark setting that is a number of bytes.
 *
 * @param example of a sensible value, for messages
 */
record SizeSetting(String name, String example) {
  SizeSetting {
    requireNonNull(name, "name is null");
    requireNonNull(example, "example is null");
  }

  boolean isGiven(SparkConf conf) {
    return conf.contains(name);
  }

  /**
   * @param defaultBytes where the setting is not given
   * @throws QuernException {@code CONFIG} when its value is no size above 0
   */
  long bytes(SparkConf conf, long defaultBytes) {
    if (!isGiven(conf)) {
      return defaultBytes;
    }
    try {
      long bytes = conf.getSizeAsBytes(name);
      if (bytes > 0) {
        return bytes;
      }
    } catch (NumberFormatException e) {
      // answered below, like a size that is out of range
    }
    throw new QuernException(
            ErrorCode.CONFIG,
            "Setting '%s' expects a size above 0, found '%s'".formatted(name, conf.get(name)))
        .withHint("Write a number and a unit, for example " + example);
  }
}

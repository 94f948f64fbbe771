package io.quern.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What {@code --version} tells. */
final class Versions {
  private Versions() {}

  static String quern() {
    try (InputStream in = Versions.class.getResourceAsStream("/quern.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String spark() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }
}

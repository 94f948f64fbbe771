package io.quern.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions of what runs. */
public final class Versions {
  private Versions() {}

  /** As Maven knows it. */
  public static String quern() {
    try (InputStream in = Versions.class.getResourceAsStream("/quern.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the Spark on the class path. */
  public static String spark() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }
}

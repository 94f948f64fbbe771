package io.quern.model.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The release of Quern that is running. */
public final class EngineVersion {
  private static final String CURRENT = read();

  private EngineVersion() {}

  public static String current() {
    return CURRENT;
  }

  private static String read() {
    try (InputStream in = EngineVersion.class.getResourceAsStream("engine.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.quern.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** Drivers as their makers publish them, each in a class loader of its own. */
public enum JdbcDriver {
  HIVE_3("hive-jdbc-3.1.3-standalone.jar", "org.apache.hive.jdbc.HiveDriver"),
  HIVE_4("hive-jdbc-4.0.1-standalone.jar", "org.apache.hive.jdbc.HiveDriver"),
  KYUUBI("kyuubi-hive-jdbc-shaded-1.9.2.jar", "org.apache.kyuubi.jdbc.KyuubiHiveDriver");

  /** Seen from any module. */
  private static final Path FOLDER = Path.of("..", "cli", "target", "jdbc-drivers");

  private final String file;
  private final String className;
  private Driver driver;

  JdbcDriver(String file, String className) {
    this.file = file;
    this.className = className;
  }

  public Connection connect(String url) throws SQLException {
    return connect(url, new Properties());
  }

  Connection connect(String url, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return connect(url, properties);
  }

  private Connection connect(String url, Properties properties) throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Driver loaded = driver();
    thread.setContextClassLoader(loaded.getClass().getClassLoader());
    try {
      return loaded.connect(url, properties);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The one file that it is. */
  Path jar() {
    return FOLDER.resolve(file).toAbsolutePath();
  }

  private synchronized Driver driver() {
    if (driver == null) {
      try {
        URL[] jar = {jar().toUri().toURL()};
        URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader());
        driver = (Driver) loader.loadClass(className).getConstructor().newInstance();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(new IOException(e));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return driver;
  }
}

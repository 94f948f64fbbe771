package io.quern.cli.server.session;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.planner.session.SparkErrors;
import java.util.Map;
import org.apache.spark.sql.classic.SparkSession;

/** What stands in a JDBC URL behind the server's name. Stateless. */
final class SessionSettings {
  private static final String DATABASE = "use:database";
  private static final String SETTING = "set:hiveconf:";
  private static final String VARIABLE = "set:hivevar:";
  private static final String DEFAULT_DATABASE = "default";

  private SessionSettings() {}

  /**
   * Applies those that mean something here; drivers send many of their own beside them.
   *
   * @throws QuernException where there is no such database or setting
   */
  static void apply(Map<String, String> settings, SparkSession session) {
    settings.forEach((name, value) -> apply(name, value, session));
  }

  private static void apply(String name, String value, SparkSession session) {
    try {
      if (name.equals(DATABASE) && !value.isEmpty() && !value.equals(DEFAULT_DATABASE)) {
        session.catalog().setCurrentDatabase(value);
      } else if (name.startsWith(SETTING)) {
        set(name.substring(SETTING.length()), value, session);
      } else if (name.startsWith(VARIABLE)) {
        set(name.substring(VARIABLE.length()), value, session);
      }
    } catch (Exception e) { // Spark throws checked exceptions that Scala does not declare
      throw new QuernException(
          ErrorCode.CONFIG,
          "Cannot set '%s': %s".formatted(name, SparkErrors.translate(e, session).getMessage()),
          e);
    }
  }

  private static void set(String name, String value, SparkSession session) {
    // Hive's own settings are Hive's.
    if (!name.startsWith("hive.")) {
      session.conf().set(name, value);
    }
  }
}

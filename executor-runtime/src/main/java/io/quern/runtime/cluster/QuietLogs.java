package io.quern.runtime.cluster;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Keeps ZooKeeper and Curator from telling every connect and disconnect: what matters about them is
 * told by our own errors. A level that the user's logging configuration names is left alone.
 */
final class QuietLogs {
  private QuietLogs() {}

  static void apply() {
    if (LogManager.getContext(false) instanceof LoggerContext context) {
      lower(context.getConfiguration(), "org.apache.zookeeper", Level.ERROR);
      lower(context.getConfiguration(), "org.apache.curator", Level.OFF);
    }
  }

  private static void lower(Configuration configuration, String logger, Level level) {
    boolean configured = configuration.getLoggerConfig(logger).getName().equals(logger);
    if (!configured) {
      Configurator.setLevel(logger, level);
    }
  }
}

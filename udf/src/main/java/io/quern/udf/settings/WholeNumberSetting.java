package io.quern.udf.settings;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.internal.SQLConf;

/**
 * A session setting that holds a whole number.
 *
 * @param name begins with {@code spark.quern.}
 */
public record WholeNumberSetting(String name, int defaultValue, int least) {

  /**
   * The setting's value in the session that the calling thread works for. Asks the session itself:
   * while Spark resolves a view, {@code SQLConf.get} knows the view's settings only.
   *
   * @throws QuernException {@code CONFIG}, when the setting is wrong
   */
  public int current() {
    var session = SparkSession.getActiveSession();
    SQLConf conf = session.isDefined() ? session.get().sessionState().conf() : SQLConf.get();
    return parse(name, conf.getConfString(name, Integer.toString(defaultValue)), least);
  }

  /**
   * @throws QuernException {@code CONFIG}, when the text is no whole number or below {@code least}
   */
  public static int parse(String name, String text, int least) {
    try {
      int value = Integer.parseInt(text.trim());
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as is a number that is too small.
    }
    throw new QuernException(
        ErrorCode.CONFIG,
        "Setting %s must be a whole number from %d, found '%s'".formatted(name, least, text));
  }
}

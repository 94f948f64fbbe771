package io.quern.model.bundle;

import io.quern.api.Range;
import java.io.Serializable;

/**
 * Which version of a model is meant: one by its number, or the newest when it is opened.
 *
 * @param number from 1; 0 for the newest
 */
public record WantedVersion(int number) implements Serializable {
  public static final WantedVersion NEWEST = new WantedVersion(0);

  /** What a text has to be. */
  public static final Range<String> RANGE =
      new Range<>("a whole number from 1, or newest", WantedVersion::isValid);

  private static final String NEWEST_WORD = "newest";

  /**
   * @param text within {@link #RANGE}
   */
  public static WantedVersion of(String text) {
    return text.equalsIgnoreCase(NEWEST_WORD) ? NEWEST : new WantedVersion(Integer.parseInt(text));
  }

  private static boolean isValid(String text) {
    return text.equalsIgnoreCase(NEWEST_WORD) || text.matches("[1-9][0-9]{0,8}");
  }

  public boolean isNewest() {
    return number == 0;
  }

  /**
   * Opens it.
   *
   * @throws io.quern.api.QuernException {@code MODEL}, when it is not there or damaged
   */
  public BundleVersion open(ModelRepository model) {
    return isNewest() ? model.openNewest() : model.open(number);
  }
}

package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import io.quern.api.Range;
import java.io.Serializable;

/**
 * Which version of a model is meant: one by its number, the one that a tag names when it is opened,
 * or the newest then.
 *
 * @param number from 1; 0 for a tag or the newest
 * @param tag empty for a number or the newest
 */
public record WantedVersion(int number, String tag) implements Serializable {
  public static final WantedVersion NEWEST = new WantedVersion(0, "");

  /** What a text has to be. */
  public static final Range<String> RANGE =
      new Range<>("a version's number, a tag, or newest", WantedVersion::isValid);

  private static final String NEWEST_WORD = "newest";
  private static final String NUMBER = "[1-9][0-9]{0,8}";
  private static final String TAG = "[A-Za-z][A-Za-z0-9_.-]{0,63}";

  public WantedVersion {
    requireNonNull(tag, "tag is null");
  }

  /** The version of that number. */
  public static WantedVersion numbered(int number) {
    return new WantedVersion(number, "");
  }

  /**
   * @param text within {@link #RANGE}
   */
  public static WantedVersion of(String text) {
    if (text.equalsIgnoreCase(NEWEST_WORD)) {
      return NEWEST;
    }
    return text.matches(NUMBER) ? numbered(Integer.parseInt(text)) : new WantedVersion(0, text);
  }

  private static boolean isValid(String text) {
    return text.matches(NUMBER) || text.matches(TAG);
  }

  /** Whether a version can have that tag: a letter, then letters, digits, {@code . _ -}. */
  public static boolean isTag(String text) {
    return text.matches(TAG) && !text.equalsIgnoreCase(NEWEST_WORD);
  }

  public boolean isNewest() {
    return equals(NEWEST);
  }

  /** Whether it is the same version whenever it is opened. */
  public boolean isNumber() {
    return number > 0;
  }

  /**
   * Opens it.
   *
   * @throws io.quern.api.QuernException {@code MODEL}, when it is not there or damaged
   */
  public BundleVersion open(ModelRepository model) {
    if (isNewest()) {
      return model.openNewest();
    }
    return model.open(isNumber() ? number : model.tags().version(tag));
  }

  /** As messages say it, behind a model's name. */
  @Override
  public String toString() {
    return isNewest() ? NEWEST_WORD : isNumber() ? String.valueOf(number) : "'" + tag + "'";
  }
}

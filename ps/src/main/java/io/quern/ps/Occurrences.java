package io.quern.ps;

/**
 * How often the keys of a batch occur in it. A view of the caller's buffers; arrays of length 0
 * stand for one occurrence each, in a negative example.
 *
 * @param shows occurrences of each key
 * @param clicks those in positive examples
 */
@SuppressWarnings("ArrayRecordComponent") // a view of reused buffers; never compared
public record Occurrences(int[] shows, int[] clicks) {
  public static final Occurrences ONCE = new Occurrences(new int[0], new int[0]);

  /**
   * Those of some of the keys.
   *
   * @param chosen indexes of keys; the first {@code count} are in use
   */
  public Occurrences of(int[] chosen, int count) {
    if (shows.length == 0) {
      return ONCE;
    }
    int[] someShows = new int[count];
    int[] someClicks = new int[count];
    for (int i = 0; i < count; i++) {
      someShows[i] = shows[chosen[i]];
      someClicks[i] = clicks[chosen[i]];
    }
    return new Occurrences(someShows, someClicks);
  }

  int show(int key) {
    return shows.length == 0 ? 1 : shows[key];
  }

  int click(int key) {
    return clicks.length == 0 ? 0 : clicks[key];
  }
}

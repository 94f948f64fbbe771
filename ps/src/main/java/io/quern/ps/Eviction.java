package io.quern.ps;

import java.io.Serializable;

/**
 * Which rows {@link ParameterServer#endEpoch} removes. What is 0 removes none.
 *
 * @param unseenEpochs removes rows that the last so many epochs have not pushed to or pulled
 * @param belowNorm removes rows whose weights' Euclidean norm is less
 * @param belowScore removes rows whose score is less
 * @param score how the score is reckoned
 */
public record Eviction(int unseenEpochs, float belowNorm, float belowScore, Score score)
    implements Serializable {
  public static final Eviction NONE = new Eviction(0, 0, 0, Score.PADDLE);

  /**
   * PaddleRec's score of a row: {@code click × clicks + show × (shows − clicks)}. Shows and clicks
   * count the row's occurrences and those in positive examples, and fade with every epoch.
   *
   * @param click weight of an occurrence in a positive example
   * @param show weight of any other
   * @param decay factor of shows and clicks at the end of an epoch, before the score is reckoned
   */
  public record Score(float click, float show, float decay) implements Serializable {
    /** Of {@code CtrCommonAccessor}. */
    public static final Score PADDLE = new Score(1, 0.1f, 0.98f);

    float of(float shows, float clicks) {
      return click * clicks + show * (shows - clicks);
    }
  }

  /** Whether rows carry shows and clicks. */
  boolean scores() {
    return belowScore > 0;
  }

  /** Whether rows may go at all. */
  boolean evicts() {
    return unseenEpochs > 0 || belowNorm > 0 || scores();
  }
}

package io.quern.runtime.trainings;

import java.util.Locale;

/** What a training is doing, or how it ended. */
public enum TrainingState {
  /** For task slots, parameter servers or workers. */
  WAITING,
  /** Reading the source. */
  ENCODING,
  /** Steps and validation. */
  TRAINING,
  /** Writing and publishing the version. */
  COMMITTING,
  FINISHED,
  FAILED,
  CANCELLED,
  /**
   * Nobody has heard of it for a while, and it had not ended: its process is gone. Never written
   * down, always concluded by whoever looks.
   */
  LOST;

  /** Whether nothing more will come. */
  public boolean isOver() {
    return compareTo(FINISHED) >= 0;
  }

  /** As users read it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

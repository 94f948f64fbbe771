package io.quern.parser;

/** Which statement of the dialect a text is, or that it is Spark's. */
public enum StatementKind {
  TRAIN,
  RUN,
  PREDICT,
  /** EXPLAIN in front of one of ours. */
  EXPLAIN,
  REGISTER,
  LOAD,
  SAVE,
  INCLUDE,
  SHOW_ALGORITHMS,
  SHOW_OPTIONS,
  SHOW_FUNCTIONS,
  SHOW_MODELS,
  SHOW_TRAININGS,
  SHOW_TRAINING,
  CANCEL_TRAINING,
  DESCRIBE_MODEL,
  DROP_MODEL,
  TAG_MODEL,
  PROMOTE_MODEL,
  RESTORE_MODEL,
  /** Everything else: goes to Spark's parser as it stands. */
  SPARK;

  public boolean isOurs() {
    return this != SPARK;
  }
}

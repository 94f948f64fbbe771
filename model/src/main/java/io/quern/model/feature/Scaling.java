package io.quern.model.feature;

/** How a number is scaled before it multiplies its row; fitted to the training rows. */
public enum Scaling {
  /** As it is. */
  NONE,
  /** (x − mean) / standard deviation. */
  STANDARD,
  /** (x − min) / (max − min): 0 to 1 on the training rows. */
  MIN_MAX,
  /** {@link #STANDARD} of sign(x) · ln(1 + |x|). */
  LOG
}

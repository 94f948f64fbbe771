package io.quern.udf.metric;

import static java.util.Objects.requireNonNull;

import io.quern.model.metric.ThresholdCounts;

/**
 * Metrics of decisions at a threshold, of any scores; see {@link ThresholdCounts}.
 *
 * @param threshold a score at or above it counts as positive
 */
record DecisionMetric(Kind kind, double threshold) implements Metric<ThresholdCounts> {
  /** The threshold where none is given, for probabilities. */
  static final double DEFAULT_THRESHOLD = 0.5;

  /** What is made of the counts. */
  enum Kind {
    PRECISION("precision"),
    RECALL("recall"),
    F1("f1"),
    ACCURACY("accuracy");

    private final Signature signature;

    Kind(String name) {
      signature = Signature.ofDecisions(name);
    }

    Signature signature() {
      return signature;
    }
  }

  DecisionMetric {
    requireNonNull(kind, "kind is null");
  }

  @Override
  public Signature signature() {
    return kind.signature;
  }

  @Override
  public ThresholdCounts newBuffer() {
    return new ThresholdCounts(threshold);
  }

  @Override
  public void add(ThresholdCounts buffer, double score, boolean positive, long group) {
    buffer.add(score, positive);
  }

  @Override
  public void merge(ThresholdCounts buffer, ThresholdCounts other) {
    buffer.merge(other);
  }

  @Override
  public byte[] toBytes(ThresholdCounts buffer) {
    return buffer.toBytes();
  }

  @Override
  public ThresholdCounts fromBytes(byte[] bytes) {
    return ThresholdCounts.fromBytes(bytes);
  }

  @Override
  public double value(ThresholdCounts buffer) {
    return switch (kind) {
      case PRECISION -> buffer.precision();
      case RECALL -> buffer.recall();
      case F1 -> buffer.f1();
      case ACCURACY -> buffer.accuracy();
    };
  }
}

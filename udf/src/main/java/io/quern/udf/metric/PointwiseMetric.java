package io.quern.udf.metric;

import static java.util.Objects.requireNonNull;

import io.quern.model.metric.PointwiseMetrics;

/** Metrics of probabilities, one prediction at a time; see {@link PointwiseMetrics}. */
record PointwiseMetric(Kind kind) implements Metric<PointwiseMetrics> {
  /** What is made of the sums. */
  enum Kind {
    LOGLOSS("logloss"),
    NORMALIZED_ENTROPY("normalized_entropy"),
    COPC("copc"),
    RMSE("rmse");

    private final Signature signature;

    Kind(String name) {
      signature = Signature.ofScores(name);
    }
  }

  PointwiseMetric {
    requireNonNull(kind, "kind is null");
  }

  @Override
  public Signature signature() {
    return kind.signature;
  }

  @Override
  public PointwiseMetrics newBuffer() {
    return new PointwiseMetrics();
  }

  @Override
  public void add(PointwiseMetrics buffer, double score, boolean positive, long group) {
    buffer.add(Probabilities.require(score, this), positive);
  }

  @Override
  public void merge(PointwiseMetrics buffer, PointwiseMetrics other) {
    buffer.merge(other);
  }

  @Override
  public byte[] toBytes(PointwiseMetrics buffer) {
    return buffer.toBytes();
  }

  @Override
  public PointwiseMetrics fromBytes(byte[] bytes) {
    return PointwiseMetrics.fromBytes(bytes);
  }

  @Override
  public double value(PointwiseMetrics buffer) {
    return switch (kind) {
      case LOGLOSS -> buffer.logLoss();
      case NORMALIZED_ENTROPY -> buffer.normalizedEntropy();
      case COPC -> buffer.copc();
      case RMSE -> buffer.rmse();
    };
  }
}

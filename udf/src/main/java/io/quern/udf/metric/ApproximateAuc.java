package io.quern.udf.metric;

import io.quern.model.metric.AucHistogram;

/** {@code auc_approx}: of probabilities, in constant memory; see {@link AucHistogram}. */
record ApproximateAuc() implements Metric<AucHistogram> {
  static final Signature SIGNATURE = Signature.ofScores("auc_approx");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public AucHistogram newBuffer() {
    return new AucHistogram();
  }

  @Override
  public void add(AucHistogram buffer, double score, boolean positive, long group) {
    buffer.add(Probabilities.require(score, this), positive);
  }

  @Override
  public void merge(AucHistogram buffer, AucHistogram other) {
    buffer.merge(other);
  }

  @Override
  public byte[] toBytes(AucHistogram buffer) {
    return buffer.toBytes();
  }

  @Override
  public AucHistogram fromBytes(byte[] bytes) {
    return AucHistogram.fromBytes(bytes);
  }

  @Override
  public double value(AucHistogram buffer) {
    return buffer.auc();
  }
}

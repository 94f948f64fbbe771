package io.quern.udf.metric;

import io.quern.model.metric.AucHistogram;
import java.util.OptionalDouble;

/** {@code auc_approx}: of probabilities, in constant memory; see {@link AucHistogram}. */
record ApproximateAuc() implements Metric<AucHistogram> {
  @Override
  public String name() {
    return "auc_approx";
  }

  @Override
  public AucHistogram newBuffer() {
    return new AucHistogram();
  }

  @Override
  public void add(AucHistogram buffer, double score, boolean positive) {
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
  public OptionalDouble value(AucHistogram buffer) {
    double auc = buffer.auc();
    return Double.isNaN(auc) ? OptionalDouble.empty() : OptionalDouble.of(auc);
  }
}

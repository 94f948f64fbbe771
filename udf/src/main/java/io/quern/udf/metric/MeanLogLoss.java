package io.quern.udf.metric;

import io.quern.model.metric.LogLoss;
import java.util.OptionalDouble;

/** {@code logloss}: the mean over rows; see {@link LogLoss}. */
record MeanLogLoss() implements Metric<LogLoss> {
  @Override
  public String name() {
    return "logloss";
  }

  @Override
  public LogLoss newBuffer() {
    return new LogLoss();
  }

  @Override
  public void add(LogLoss buffer, double score, boolean positive) {
    buffer.add(Probabilities.require(score, this), positive);
  }

  @Override
  public void merge(LogLoss buffer, LogLoss other) {
    buffer.merge(other);
  }

  @Override
  public byte[] toBytes(LogLoss buffer) {
    return buffer.toBytes();
  }

  @Override
  public LogLoss fromBytes(byte[] bytes) {
    return LogLoss.fromBytes(bytes);
  }

  @Override
  public OptionalDouble value(LogLoss buffer) {
    return buffer.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(buffer.mean());
  }
}

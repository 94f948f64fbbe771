package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * The dense parameters: one flat array made of segments.
 *
 * @param learningRate to begin with
 */
public record DenseConfig(
    List<Segment> segments, OptimizerConfig optimizer, LearningRate learningRate)
    implements Serializable {

  /**
   * A run of values treated alike.
   *
   * @param momentum 0 for trained values; otherwise the segment is a moving average: value ← (1 −
   *     momentum) × value + momentum × pushed value
   */
  public record Segment(String name, int length, Penalty penalty, float momentum)
      implements Serializable {
    public Segment {
      requireNonNull(name, "name is null");
      requireNonNull(penalty, "penalty is null");
    }
  }

  public DenseConfig {
    requireNonNull(optimizer, "optimizer is null");
    requireNonNull(learningRate, "learningRate is null");
    segments = List.copyOf(segments);
    segments.forEach(segment -> optimizer.require(segment.penalty()));
    if (optimizer instanceof OptimizerConfig.Adagrad adagrad && adagrad.rowWise()) {
      throw new IllegalArgumentException("Dense parameters have no rows");
    }
  }

  /** Number of values of all segments together. */
  public int size() {
    return segments.stream().mapToInt(Segment::length).sum();
  }
}

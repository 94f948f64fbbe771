package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * The dense parameters: one flat array made of segments.
 *
 * @param learningRate to begin with
 */
public record DenseConfig(List<Segment> segments, OptimizerConfig optimizer, float learningRate)
    implements Serializable {

  /**
   * A run of values treated alike.
   *
   * @param l2 λ: every step adds λ × value to the gradient
   * @param momentum 0 for trained values; otherwise the segment is a moving average: value ← (1 −
   *     momentum) × value + momentum × pushed value
   */
  public record Segment(String name, int length, float l2, float momentum) implements Serializable {
    public Segment {
      requireNonNull(name, "name is null");
    }
  }

  public DenseConfig {
    requireNonNull(optimizer, "optimizer is null");
    segments = List.copyOf(segments);
  }

  /** Number of values of all segments together. */
  public int size() {
    return segments.stream().mapToInt(Segment::length).sum();
  }
}

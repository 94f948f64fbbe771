package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * One dense parameter array of a network.
 *
 * @param name unique within the network, for example {@code mlp/1/kernel}
 * @param shape row-major
 */
public record DenseBlock(String name, List<Integer> shape, Role role, Initial initial)
    implements Serializable {

  /** How the parameter server treats the block. */
  public enum Role {
    /** Trained, regularised by option {@code l2}. */
    KERNEL,
    /** Trained, never regularised: biases, batch-norm scale and shift. */
    BIAS,
    /** Not trained: pushes are batch statistics, merged as a moving average. */
    STATISTIC
  }

  /** Initial values. */
  public enum Initial {
    ZERO,
    ONE,
    /**
     * Normal with variance 2 / (fan in + fan out); Glorot and Bengio, "Understanding the difficulty
     * of training deep feedforward neural networks", 2010.
     */
    XAVIER_NORMAL
  }

  public DenseBlock {
    requireNonNull(name, "name is null");
    requireNonNull(role, "role is null");
    requireNonNull(initial, "initial is null");
    shape = List.copyOf(shape);
  }

  /** Number of values. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}

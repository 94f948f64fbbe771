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
    /** Trained, never regularised: biases, scale and shift of a normalisation. */
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
    XAVIER_NORMAL,
    /** Uniform with the same variance; Glorot and Bengio, equation 16. */
    XAVIER_UNIFORM,
    /**
     * Normal with variance 2 / fan in; He et al., "Delving Deep into Rectifiers", 2015, equation
     * 10.
     */
    HE_NORMAL
  }

  public DenseBlock {
    requireNonNull(name, "name is null");
    requireNonNull(role, "role is null");
    requireNonNull(initial, "initial is null");
    shape = List.copyOf(shape);
  }

  /** A kernel of that shape: the last two axes are inputs and outputs. */
  public static DenseBlock kernel(String name, Integer... shape) {
    return new DenseBlock(name, List.of(shape), Role.KERNEL, Initial.XAVIER_NORMAL);
  }

  /** A bias that begins with 0. */
  public static DenseBlock bias(String name, Integer... shape) {
    return new DenseBlock(name, List.of(shape), Role.BIAS, Initial.ZERO);
  }

  /** A factor that begins with 1 and is not regularised. */
  public static DenseBlock scale(String name, Integer... shape) {
    return new DenseBlock(name, List.of(shape), Role.BIAS, Initial.ONE);
  }

  DenseBlock beginning(Initial with) {
    return new DenseBlock(name, shape, role, with);
  }

  /** Number of values. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}

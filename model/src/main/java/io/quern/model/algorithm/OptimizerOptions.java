package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import java.util.List;

/**
 * How gradients change the parameters: dense ones, and sparse ones (embeddings, linear weights).
 *
 * <p>{@code sparseOptimizer} is lazyAdam: a step costs what its batch touches, whatever the size of
 * the table. Where {@code embeddingL2} matters (the benchmarks' recipes), adam is the faithful
 * choice.
 */
public final class OptimizerOptions {
  public static final Option<String> OPTIMIZER =
      Option.of(
          "optimizer",
          OptionType.oneOf(Optimizer.ADAM.word(), Optimizer.ADAGRAD.word(), Optimizer.SGD.word()),
          Optimizer.ADAM.word(),
          Range.any(),
          "Update rule of the dense parameters.");

  public static final Option<Double> LEARNING_RATE =
      Option.of(
          "learningRate",
          OptionType.DOUBLE,
          1e-3,
          Range.above(0, 10),
          "Step size of the dense parameters.");

  public static final Option<String> SPARSE_OPTIMIZER =
      Option.of(
          "sparseOptimizer",
          OptionType.oneOf(
              Optimizer.LAZY_ADAM.word(),
              Optimizer.ADAM.word(),
              Optimizer.ADAGRAD.word(),
              Optimizer.SGD.word()),
          Optimizer.LAZY_ADAM.word(),
          Range.any(),
          "Update rule of embeddings and linear weights; lazyAdam moves only rows of the batch.");

  public static final Option<Double> SPARSE_LEARNING_RATE =
      Option.optional(
          "sparseLearningRate",
          OptionType.DOUBLE,
          "learningRate",
          Range.above(0, 10),
          "Step size of embeddings and linear weights.");

  public static final Option<Double> L2 =
      Option.of(
          "l2",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 100.0),
          "Weight λ of (λ/2)‖w‖² over the kernels of the hidden layers.");

  public static final Option<Double> EMBEDDING_L2 =
      Option.of(
          "embeddingL2",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 100.0),
          "Weight λ of (λ/2)‖w‖² over all embeddings and linear weights.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL =
      List.of(OPTIMIZER, LEARNING_RATE, SPARSE_OPTIMIZER, SPARSE_LEARNING_RATE, L2, EMBEDDING_L2);

  private OptimizerOptions() {}
}

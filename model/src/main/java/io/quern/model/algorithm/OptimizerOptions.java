package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import java.util.List;

/**
 * How gradients change the parameters: dense ones, and sparse ones (embeddings, linear weights).
 *
 * <p>{@code ftrlBeta} is a thousandth of the paper's: gradients are means over a batch.
 *
 * <p>{@code sparseOptimizer} is lazyAdam: a step costs what its batch touches, whatever the size of
 * the table. Where {@code embeddingL2} matters (the benchmarks' recipes), adam is the faithful
 * choice.
 */
public final class OptimizerOptions {
  public static final Option<String> OPTIMIZER =
      Option.of(
          "optimizer",
          OptionType.oneOf(words(Optimizer.DENSE)),
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
          OptionType.oneOf(words(Optimizer.SPARSE)),
          Optimizer.LAZY_ADAM.word(),
          Range.any(),
          "Update rule of embeddings and linear weights; lazyAdam moves only rows of the batch.");

  public static final Option<Double> SPARSE_LEARNING_RATE =
      Option.optional(
          "sparseLearningRate",
          OptionType.DOUBLE,
          "learningRate; where that is not given either, nor continueFrom, Adam takes at least 0.3 /"
              + " steps up to 0.01, for LR 9 / steps up to 0.05",
          Range.above(0, 10),
          "Step size of embeddings and linear weights.");

  public static final Option<Integer> WARMUP_STEPS =
      Option.of(
          "warmupSteps",
          OptionType.INTEGER,
          0,
          Range.between(0, 10_000_000),
          "Steps, of all workers together, over which both rates rise from 0 in equal parts.");

  public static final Option<Double> BETA1 =
      Option.of(
          "beta1",
          OptionType.DOUBLE,
          0.9,
          Range.below(0, 1),
          "Share of its mean gradient that Adam keeps from step to step.");

  public static final Option<Double> BETA2 =
      Option.of(
          "beta2",
          OptionType.DOUBLE,
          0.999,
          Range.below(0, 1),
          "Share of its mean squared gradient that Adam keeps from step to step.");

  public static final Option<Double> EPSILON =
      Option.optional(
          "epsilon",
          OptionType.DOUBLE,
          "1.0E-8 for Adam, 1.0E-10 for Adagrad",
          Range.above(0, 1),
          "What Adam and Adagrad add to the root they divide by.");

  public static final Option<Double> MOMENTUM =
      Option.of(
          "momentum",
          OptionType.DOUBLE,
          0.9,
          Range.below(0, 1),
          "Share of its velocity that a weight keeps from step to step.");

  public static final Option<Boolean> NESTEROV =
      Option.of(
          "nesterov",
          OptionType.BOOLEAN,
          false,
          Range.any(),
          "Whether momentum looks one step ahead.");

  public static final Option<Double> FTRL_ALPHA =
      Option.of(
          "ftrlAlpha",
          OptionType.DOUBLE,
          0.1,
          Range.above(0, 100),
          "FTRL's α; its rate is α / (β + √n) for the sum n of squared gradients.");

  public static final Option<Double> FTRL_BETA =
      Option.of(
          "ftrlBeta",
          OptionType.DOUBLE,
          1e-3,
          Range.above(0, 100),
          "FTRL's β: how slowly its rates start.");

  public static final Option<Double> FTRL_L1 =
      Option.of(
          "ftrlL1",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 1e6),
          "FTRL's λ₁, of the whole training: weights whose z is no larger in size are 0.");

  public static final Option<Double> FTRL_L2 =
      Option.of(
          "ftrlL2",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 1e6),
          "FTRL's λ₂, of the whole training.");

  public static final Option<Boolean> FTRL_KEEP_INIT =
      Option.of(
          "ftrlKeepInit",
          OptionType.BOOLEAN,
          true,
          Range.any(),
          "Whether FTRL goes on from initial weights; otherwise their first step overwrites them.");

  public static final Option<Double> L1 =
      Option.of(
          "l1",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 100.0),
          "Every step ends with the hidden layers' kernels moving rate × l1 towards 0.");

  public static final Option<Double> L2 =
      Option.of(
          "l2",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 100.0),
          "Weight λ of (λ/2)‖w‖² over the kernels of the hidden layers.");

  public static final Option<Double> WEIGHT_DECAY =
      Option.of(
          "weightDecay",
          OptionType.DOUBLE,
          0.01,
          Range.between(0.0, 100.0),
          "adamW's decay of the kernels of the hidden layers.");

  public static final Option<Double> EMBEDDING_L1 =
      Option.of(
          "embeddingL1",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 100.0),
          "Every step ends with all embeddings and linear weights moving sparse rate × embeddingL1"
              + " towards 0.");

  public static final Option<Double> EMBEDDING_L2 =
      Option.of(
          "embeddingL2",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 100.0),
          "Weight λ of (λ/2)‖w‖² over all embeddings and linear weights.");

  public static final Option<Double> EMBEDDING_WEIGHT_DECAY =
      Option.of(
          "embeddingWeightDecay",
          OptionType.DOUBLE,
          0.01,
          Range.between(0.0, 100.0),
          "adamW's decay of all embeddings and linear weights.");

  public static final Option<String> EMBEDDING_INIT =
      Option.of(
          "embeddingInit",
          OptionType.oneOf("normal", "uniform", "xavier"),
          "normal",
          Range.any(),
          "Distribution of new embeddings; linear weights start at 0.");

  public static final Option<Double> EMBEDDING_INIT_SCALE =
      Option.optional(
          "embeddingInitScale",
          OptionType.DOUBLE,
          "1.0E-4; 1.0 for xavier",
          Range.between(0.0, 100.0),
          "Standard deviation of normal, bound of uniform, gain of xavier embeddings.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL =
      List.of(
          OPTIMIZER,
          LEARNING_RATE,
          SPARSE_OPTIMIZER,
          SPARSE_LEARNING_RATE,
          WARMUP_STEPS,
          BETA1,
          BETA2,
          EPSILON,
          MOMENTUM,
          NESTEROV,
          FTRL_ALPHA,
          FTRL_BETA,
          FTRL_L1,
          FTRL_L2,
          FTRL_KEEP_INIT,
          L1,
          L2,
          WEIGHT_DECAY,
          EMBEDDING_L1,
          EMBEDDING_L2,
          EMBEDDING_WEIGHT_DECAY,
          EMBEDDING_INIT,
          EMBEDDING_INIT_SCALE);

  private OptimizerOptions() {}

  private static String[] words(List<Optimizer> optimizers) {
    return optimizers.stream().map(Optimizer::word).toArray(String[]::new);
  }
}

package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionSet;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.Networks;
import java.util.List;
import java.util.Locale;

/**
 * The options of algorithm DeepCTR.
 *
 * <p>The defaults aim at a good first model on anything from a hundred thousand clicks up:
 *
 * <ul>
 *   <li>{@code 400,400,400} with batch normalisation and dropout 0.2 is the network that the public
 *       benchmarks tuned to for small sets (Frappe, MovieLens) and large ones (Criteo) alike; Zhu
 *       et al., "BARS: Towards Open Benchmarking for Recommender Systems", 2022.
 *   <li>{@code batchSize} 1024 gives a small set enough steps per epoch, and costs a large one less
 *       than a tenth of the speed of 4096.
 *   <li>{@code sparseOptimizer} is lazyAdam: a step costs what its batch touches, whatever the size
 *       of the table. Where {@code embeddingL2} matters (the benchmarks' recipes), adam is the
 *       faithful choice.
 *   <li>The patience options follow the benchmarks' recipe and act only where there is validation.
 * </ul>
 */
public final class DeepCtrOptions {
  public static final Option<String> LABEL =
      Option.required(
          "label", OptionType.STRING, "Column to predict: BOOLEAN, a number or text, 0 or 1.");

  public static final Option<List<String>> FEATURES =
      Option.optional(
          "features",
          OptionType.NAMES,
          "all other columns",
          notEmpty(),
          "Columns to learn from, in any order.");

  public static final Option<List<String>> CATEGORICAL =
      Option.optional(
          "categorical",
          OptionType.NAMES,
          "strings, booleans and whole numbers",
          Range.any(),
          "Columns to treat as categories, whatever their type.");

  public static final Option<List<String>> NUMERIC =
      Option.optional(
          "numeric",
          OptionType.NAMES,
          "FLOAT, DOUBLE and DECIMAL columns",
          Range.any(),
          "Columns to treat as numbers, whatever their type.");

  public static final Option<String> MODEL =
      Option.of("model", OptionType.oneOf(networks()), "DeepFM", Range.any(), "The network.");

  public static final Option<Integer> EMBEDDING_DIM =
      Option.of(
          "embeddingDim",
          OptionType.INTEGER,
          16,
          Range.between(1, 1024),
          "Length of the vector learnt for each value; LR has none.");

  public static final Option<List<Integer>> HIDDEN_UNITS =
      Option.of(
          "hiddenUnits",
          OptionType.INTEGERS,
          List.of(400, 400, 400),
          new Range<>("1 to 16 layer sizes between 1 and 16384", DeepCtrOptions::areLayerSizes),
          "Sizes of the hidden layers, from the input on.");

  public static final Option<Double> DROPOUT =
      Option.of(
          "dropout",
          OptionType.DOUBLE,
          0.2,
          Range.below(0, 1),
          "Share of hidden units left out at random in each training step.");

  public static final Option<Boolean> BATCH_NORM =
      Option.of(
          "batchNorm",
          OptionType.BOOLEAN,
          true,
          Range.any(),
          "Whether hidden layers normalise over the batch before their ReLU.");

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

  public static final Option<Integer> BATCH_SIZE =
      Option.of(
          "batchSize",
          OptionType.INTEGER,
          1024,
          Range.between(1, 1 << 20),
          "Rows of one step: of each worker in mode async, of all together in mode sync.");

  public static final Option<Integer> EPOCHS =
      Option.of(
          "epochs",
          OptionType.INTEGER,
          5,
          Range.between(1, 100_000),
          "Passes over the training rows.");

  public static final Option<Long> SEED =
      Option.of(
          "seed",
          OptionType.LONG,
          42L,
          Range.any(),
          "Decides initial weights, order, split and dropout.");

  public static final Option<String> VALIDATION_TABLE =
      Option.optional(
          "validationTable",
          OptionType.STRING,
          "none",
          Range.any(),
          "Table or view to validate on after each epoch.");

  public static final Option<Double> VALIDATION_FRACTION =
      Option.of(
          "validationFraction",
          OptionType.DOUBLE,
          0.0,
          Range.below(0, 1),
          "Share of the rows held out to validate on after each epoch.");

  public static final Option<Integer> EARLY_STOPPING_PATIENCE =
      Option.of(
          "earlyStoppingPatience",
          OptionType.INTEGER,
          2,
          Range.atLeast(0),
          "Validations in a row without a better AUC after which training stops and keeps the best"
              + " epoch; 0 = never.");

  public static final Option<Integer> LR_DECAY_PATIENCE =
      Option.of(
          "lrDecayPatience",
          OptionType.INTEGER,
          1,
          Range.atLeast(0),
          "Validations in a row without a better AUC after which both rates fall to a tenth; 0 ="
              + " never.");

  public static final Option<Integer> WORKERS =
      Option.optional(
          "workers",
          OptionType.INTEGER,
          "automatic",
          Range.between(1, 4096),
          "Tasks that compute gradients, one core each.");

  public static final Option<Integer> PARAMETER_SERVERS =
      Option.optional(
          "parameterServers",
          OptionType.INTEGER,
          "automatic",
          Range.between(1, 64),
          "Tasks that hold the parameters.");

  public static final Option<String> MODE =
      Option.of(
          "mode",
          OptionType.oneOf(TrainingMode.ASYNC.word(), TrainingMode.SYNC.word()),
          TrainingMode.ASYNC.word(),
          Range.any(),
          "async: workers do not wait for each other; sync: one worker, reproducible bit for bit.");

  public static final Option<Boolean> KEEP_VERSION =
      Option.of(
          "keepVersion",
          OptionType.BOOLEAN,
          false,
          Range.any(),
          "Whether older versions of the model stay after this one is committed.");

  /** All of the above, in the order SHOW OPTIONS prints them. */
  public static final OptionSet SET =
      new OptionSet(
          "DeepCTR",
          List.of(
              LABEL,
              FEATURES,
              CATEGORICAL,
              NUMERIC,
              MODEL,
              EMBEDDING_DIM,
              HIDDEN_UNITS,
              DROPOUT,
              BATCH_NORM,
              OPTIMIZER,
              LEARNING_RATE,
              SPARSE_OPTIMIZER,
              SPARSE_LEARNING_RATE,
              L2,
              EMBEDDING_L2,
              BATCH_SIZE,
              EPOCHS,
              SEED,
              VALIDATION_TABLE,
              VALIDATION_FRACTION,
              EARLY_STOPPING_PATIENCE,
              LR_DECAY_PATIENCE,
              WORKERS,
              PARAMETER_SERVERS,
              MODE,
              KEEP_VERSION));

  private static final List<String> IGNORED_NAMES =
      List.of(
          "pythonscriptpath",
          "pythondescpath",
          "enabledatalocal",
          "datalocalformat",
          "distributeeveryexecutor");

  private static final List<String> IGNORED_PREFIXES =
      List.of("fitparam.", "systemparam.", "kafkaparam.");

  private DeepCtrOptions() {}

  /**
   * Whether {@code name} is an option of MLSQL's DTFAlg that has no meaning here: it steers Python
   * scripts and their data, which Quern has not. Statements may carry it on, with a warning.
   */
  public static boolean isIgnored(String name) {
    String folded = name.toLowerCase(Locale.ROOT);
    return IGNORED_NAMES.contains(folded) || IGNORED_PREFIXES.stream().anyMatch(folded::startsWith);
  }

  private static String[] networks() {
    return Networks.all().stream().map(NetworkDefinition::name).toArray(String[]::new);
  }

  private static Range<List<String>> notEmpty() {
    return new Range<>("at least one name", names -> !names.isEmpty());
  }

  private static boolean areLayerSizes(List<Integer> sizes) {
    return !sizes.isEmpty()
        && sizes.size() <= 16
        && sizes.stream().allMatch(size -> size >= 1 && size <= 16384);
  }
}

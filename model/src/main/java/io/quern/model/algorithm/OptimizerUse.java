package io.quern.model.algorithm;

import io.quern.api.ErrorCode;
import io.quern.api.Option;
import io.quern.api.Options;
import io.quern.api.QuernException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which rules use which options: one that is given and has no effect is an error. */
final class OptimizerUse {
  private static final Set<Optimizer> ADAMS =
      EnumSet.of(Optimizer.LAZY_ADAM, Optimizer.ADAM, Optimizer.ADAM_W);
  private static final Set<Optimizer> ADAGRADS =
      EnumSet.of(Optimizer.ADAGRAD, Optimizer.ROW_WISE_ADAGRAD);
  private static final Set<Optimizer> MOMENTUM = EnumSet.of(Optimizer.MOMENTUM);
  private static final Set<Optimizer> FTRL = EnumSet.of(Optimizer.FTRL);
  private static final Set<Optimizer> RATED = EnumSet.complementOf(EnumSet.of(Optimizer.FTRL));
  private static final Set<Optimizer> DECAYING = EnumSet.of(Optimizer.ADAM_W);

  private static final List<OptimizerUse> OF_BOTH =
      List.of(
          new OptimizerUse(OptimizerOptions.LEARNING_RATE, RATED),
          new OptimizerUse(OptimizerOptions.WARMUP_STEPS, RATED),
          new OptimizerUse(OptimizerOptions.BETA1, ADAMS),
          new OptimizerUse(OptimizerOptions.BETA2, ADAMS),
          new OptimizerUse(OptimizerOptions.EPSILON, union(ADAMS, ADAGRADS)),
          new OptimizerUse(OptimizerOptions.MOMENTUM, MOMENTUM),
          new OptimizerUse(OptimizerOptions.NESTEROV, MOMENTUM),
          new OptimizerUse(OptimizerOptions.FTRL_ALPHA, FTRL),
          new OptimizerUse(OptimizerOptions.FTRL_BETA, FTRL),
          new OptimizerUse(OptimizerOptions.FTRL_L1, FTRL),
          new OptimizerUse(OptimizerOptions.FTRL_L2, FTRL),
          new OptimizerUse(OptimizerOptions.FTRL_KEEP_INIT, FTRL));

  private static final List<OptimizerUse> OF_DENSE =
      List.of(
          new OptimizerUse(OptimizerOptions.L1, RATED),
          new OptimizerUse(OptimizerOptions.L2, RATED),
          new OptimizerUse(OptimizerOptions.WEIGHT_DECAY, DECAYING));

  private static final List<OptimizerUse> OF_SPARSE =
      List.of(
          new OptimizerUse(OptimizerOptions.SPARSE_LEARNING_RATE, RATED),
          new OptimizerUse(OptimizerOptions.EMBEDDING_L1, RATED),
          new OptimizerUse(OptimizerOptions.EMBEDDING_L2, RATED),
          new OptimizerUse(OptimizerOptions.EMBEDDING_WEIGHT_DECAY, DECAYING));

  private final Option<?> option;
  private final Set<Optimizer> users;

  private OptimizerUse(Option<?> option, Set<Optimizer> users) {
    this.option = option;
    this.users = users;
  }

  /**
   * @throws QuernException {@link ErrorCode#OPTION} for an option given that no chosen rule uses
   */
  static void require(Options options) {
    Optimizer dense = Optimizer.of(options.get(OptimizerOptions.OPTIMIZER));
    Optimizer sparse = Optimizer.of(options.get(OptimizerOptions.SPARSE_OPTIMIZER));
    OF_BOTH.forEach(
        use -> use.require(options, EnumSet.of(dense, sparse), "optimizer or sparseOptimizer"));
    OF_DENSE.forEach(use -> use.require(options, EnumSet.of(dense), "optimizer"));
    OF_SPARSE.forEach(use -> use.require(options, EnumSet.of(sparse), "sparseOptimizer"));
  }

  private void require(Options options, Set<Optimizer> chosen, String chooser) {
    if (!options.isGiven(option) || chosen.stream().anyMatch(users::contains)) {
      return;
    }
    QuernException error =
        new QuernException(
                ErrorCode.OPTION,
                "Option '%s' has no effect with %s"
                    .formatted(option.name(), words(chosen, "' and '")))
            .withHint("It is used by %s %s".formatted(chooser, words(users, "', '")));
    throw options.place(option).map(error::at).orElse(error);
  }

  private static String words(Set<Optimizer> optimizers, String between) {
    return optimizers.stream().map(Optimizer::word).collect(Collectors.joining(between, "'", "'"));
  }

  private static Set<Optimizer> union(Set<Optimizer> some, Set<Optimizer> others) {
    Set<Optimizer> all = EnumSet.copyOf(some);
    all.addAll(others);
    return all;
  }
}

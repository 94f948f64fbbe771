package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.Networks;
import java.io.Serializable;
import java.util.List;

/**
 * What the options of a TRAIN statement mean to the training: checked, defaults filled in.
 *
 * @param network the name of a {@link NetworkDefinition}
 * @param sparseLearningRate of embeddings and linear weights
 * @param embeddingL2 λ of every row of every table, at every step
 * @param earlyStoppingPatience 0 = never
 * @param lrDecayPatience 0 = never
 * @param workers 0 = automatic
 * @param parameterServers 0 = automatic
 */
public record TrainingOptions(
    String network,
    int embeddingDim,
    List<Integer> hiddenUnits,
    double dropout,
    boolean batchNorm,
    Optimizer optimizer,
    double learningRate,
    Optimizer sparseOptimizer,
    double sparseLearningRate,
    double l2,
    double embeddingL2,
    int batchSize,
    int epochs,
    long seed,
    double validationFraction,
    int earlyStoppingPatience,
    int lrDecayPatience,
    int workers,
    int parameterServers,
    TrainingMode mode,
    boolean keepVersion)
    implements Serializable {

  public TrainingOptions {
    requireNonNull(network, "network is null");
    requireNonNull(optimizer, "optimizer is null");
    requireNonNull(sparseOptimizer, "sparseOptimizer is null");
    requireNonNull(mode, "mode is null");
    hiddenUnits = List.copyOf(hiddenUnits);
  }

  /**
   * Reads options that {@link DeepCtrOptions#SET} has resolved.
   *
   * @throws QuernException {@link ErrorCode#OPTION} when two options contradict each other
   */
  public static TrainingOptions from(Options options) {
    TrainingOptions resolved =
        new TrainingOptions(
            options.get(DeepCtrOptions.MODEL),
            options.get(DeepCtrOptions.EMBEDDING_DIM),
            options.get(DeepCtrOptions.HIDDEN_UNITS),
            options.get(DeepCtrOptions.DROPOUT),
            options.get(DeepCtrOptions.BATCH_NORM),
            Optimizer.of(options.get(DeepCtrOptions.OPTIMIZER)),
            options.get(DeepCtrOptions.LEARNING_RATE),
            Optimizer.of(options.get(DeepCtrOptions.SPARSE_OPTIMIZER)),
            options
                .find(DeepCtrOptions.SPARSE_LEARNING_RATE)
                .orElse(options.get(DeepCtrOptions.LEARNING_RATE)),
            options.get(DeepCtrOptions.L2),
            options.get(DeepCtrOptions.EMBEDDING_L2),
            options.get(DeepCtrOptions.BATCH_SIZE),
            options.get(DeepCtrOptions.EPOCHS),
            options.get(DeepCtrOptions.SEED),
            options.get(DeepCtrOptions.VALIDATION_FRACTION),
            options.get(DeepCtrOptions.EARLY_STOPPING_PATIENCE),
            options.get(DeepCtrOptions.LR_DECAY_PATIENCE),
            options.find(DeepCtrOptions.WORKERS).orElse(0),
            options.find(DeepCtrOptions.PARAMETER_SERVERS).orElse(0),
            TrainingMode.of(options.get(DeepCtrOptions.MODE)),
            options.get(DeepCtrOptions.KEEP_VERSION));
    rejectContradictions(options, resolved);
    return resolved;
  }

  private static void rejectContradictions(Options options, TrainingOptions resolved) {
    if (resolved.mode == TrainingMode.SYNC && resolved.workers > 1) {
      QuernException error =
          new QuernException(
                  ErrorCode.OPTION,
                  "Option 'workers' must be 1 in mode 'sync', found '%d'"
                      .formatted(resolved.workers))
              .withHint("Use mode 'async' for more workers");
      throw options.place(DeepCtrOptions.WORKERS).map(error::at).orElse(error);
    }
    if (options.find(DeepCtrOptions.VALIDATION_TABLE).isPresent()
        && resolved.validationFraction > 0) {
      QuernException error =
          new QuernException(
                  ErrorCode.OPTION,
                  "Options 'validationTable' and 'validationFraction' exclude each other")
              .withHint("Give the one or the other");
      throw options.place(DeepCtrOptions.VALIDATION_TABLE).map(error::at).orElse(error);
    }
  }

  /** The network to train for features of that layout. */
  public NetworkSpec networkSpec(FeatureLayout layout) {
    NetworkDefinition definition = Networks.named(network);
    int dim = definition.usesEmbeddings() ? embeddingDim : 0;
    return new NetworkSpec(definition.name(), layout, dim, hiddenUnits, dropout, batchNorm);
  }
}

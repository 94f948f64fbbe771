package io.quern.runtime.train;

import io.quern.model.algorithm.Optimizer;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkSpec;
import io.quern.ps.DenseConfig;
import io.quern.ps.LearningRate;
import io.quern.ps.OptimizerConfig;
import io.quern.ps.Penalty;
import io.quern.ps.RowInitializer;
import io.quern.ps.RowInitializer.Distribution;
import io.quern.ps.TableConfig;
import java.io.Serializable;
import java.util.List;

/**
 * What the parameter servers of a training hold: one table with a row per feature value, and the
 * dense parameters.
 *
 * @param initialDense the whole dense array to begin with
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record ServerPlan(TableConfig table, DenseConfig dense, float[] initialDense)
    implements Serializable {
  /** Index of the only table. */
  static final int FEATURES = 0;

  /** Standard deviation of new embeddings, as in the benchmarks' recipes (BARS, 2022). */
  private static final float SIGMA = 1e-4f;

  /** Share of a batch's statistic in the moving average: torch's default. */
  private static final float STATISTIC_MOMENTUM = 0.1f;

  static ServerPlan of(TrainingOptions options, NetworkSpec network, DenseLayout layout) {
    return new ServerPlan(
        table(options, network),
        new DenseConfig(
            layout.blocks().stream()
                .map(block -> segment(block, (float) options.dense().l2()))
                .toList(),
            rule(options.dense().rule()),
            LearningRate.of((float) options.dense().learningRate())),
        InitialDense.of(layout, options.schedule().seed()));
  }

  private static TableConfig table(TrainingOptions options, NetworkSpec network) {
    return new TableConfig(
        "features",
        network.rowWidth(),
        new RowInitializer(Distribution.NORMAL, SIGMA, 1),
        options.schedule().seed(),
        rule(options.sparse().rule()),
        LearningRate.of((float) options.sparse().learningRate()),
        Penalty.ofL2((float) options.sparse().l2()));
  }

  private static DenseConfig.Segment segment(DenseBlock block, float l2) {
    return switch (block.role()) {
      case KERNEL -> new DenseConfig.Segment(block.name(), block.size(), Penalty.ofL2(l2), 0);
      case BIAS -> new DenseConfig.Segment(block.name(), block.size(), Penalty.NONE, 0);
      case STATISTIC ->
          new DenseConfig.Segment(block.name(), block.size(), Penalty.NONE, STATISTIC_MOMENTUM);
    };
  }

  private static OptimizerConfig rule(Optimizer optimizer) {
    return switch (optimizer) {
      case SGD -> new OptimizerConfig.Sgd();
      case ADAGRAD -> new OptimizerConfig.Adagrad(1e-10f, false);
      case ADAM -> new OptimizerConfig.Adam(0.9f, 0.999f, 1e-8f, false);
      case LAZY_ADAM -> new OptimizerConfig.Adam(0.9f, 0.999f, 1e-8f, true);
    };
  }

  /** The tables, in the order of their indexes. */
  List<TableConfig> tables() {
    return List.of(table);
  }
}

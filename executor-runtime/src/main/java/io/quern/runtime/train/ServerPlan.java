package io.quern.runtime.train;

import io.quern.model.algorithm.OptimizerChoice;
import io.quern.model.algorithm.OptimizerConstants;
import io.quern.model.algorithm.RowChoice;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkSpec;
import io.quern.ps.Admission;
import io.quern.ps.DenseConfig;
import io.quern.ps.Eviction;
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

  /** Linear weights, which start at 0. */
  private static final int ZERO_COLUMNS = 1;

  /** Share of a batch's statistic in the moving average: torch's default. */
  private static final float STATISTIC_MOMENTUM = 0.1f;

  static ServerPlan of(TrainingOptions options, NetworkSpec network, DenseLayout layout) {
    OptimizerChoice dense = options.dense();
    return new ServerPlan(
        table(options, network),
        new DenseConfig(
            layout.blocks().stream().map(block -> segment(block, penalty(dense))).toList(),
            rule(dense),
            rate(dense)),
        InitialDense.of(layout, options.schedule().seed()));
  }

  private static TableConfig table(TrainingOptions options, NetworkSpec network) {
    RowChoice rows = options.rows();
    return new TableConfig(
        "features",
        network.rowWidth(),
        new RowInitializer(distribution(rows), (float) rows.initScale(), ZERO_COLUMNS),
        options.schedule().seed(),
        rule(options.sparse()),
        rate(options.sparse()),
        penalty(options.sparse()),
        admission(rows.admission()),
        eviction(rows.eviction()));
  }

  private static Distribution distribution(RowChoice rows) {
    return switch (rows.init()) {
      case NORMAL -> Distribution.NORMAL;
      case UNIFORM -> Distribution.UNIFORM;
      case XAVIER -> Distribution.XAVIER;
    };
  }

  private static Admission admission(RowChoice.AdmissionChoice choice) {
    Admission.Counting counting =
        choice.bloom() ? Admission.Counting.BLOOM : Admission.Counting.EXACT;
    return new Admission(choice.after(), counting, choice.keys(), choice.error());
  }

  private static Eviction eviction(RowChoice.EvictionChoice choice) {
    return new Eviction(
        choice.unseenEpochs(),
        (float) choice.belowNorm(),
        (float) choice.belowScore(),
        new Eviction.Score(
            (float) choice.scoreClick(), (float) choice.scoreShow(), (float) choice.scoreDecay()));
  }

  private static DenseConfig.Segment segment(DenseBlock block, Penalty penalty) {
    return switch (block.role()) {
      case KERNEL -> new DenseConfig.Segment(block.name(), block.size(), penalty, 0);
      case BIAS -> new DenseConfig.Segment(block.name(), block.size(), Penalty.NONE, 0);
      case STATISTIC ->
          new DenseConfig.Segment(block.name(), block.size(), Penalty.NONE, STATISTIC_MOMENTUM);
    };
  }

  private static LearningRate rate(OptimizerChoice choice) {
    return new LearningRate((float) choice.learningRate(), choice.warmupSteps());
  }

  private static Penalty penalty(OptimizerChoice choice) {
    return new Penalty((float) choice.l1(), (float) choice.l2(), (float) choice.weightDecay());
  }

  private static OptimizerConfig rule(OptimizerChoice choice) {
    OptimizerConstants constants = choice.constants();
    return switch (choice.rule()) {
      case SGD -> new OptimizerConfig.Sgd();
      case MOMENTUM ->
          new OptimizerConfig.Momentum((float) constants.momentum(), constants.nesterov());
      case ADAGRAD -> new OptimizerConfig.Adagrad((float) constants.epsilon(), false);
      case ROW_WISE_ADAGRAD -> new OptimizerConfig.Adagrad((float) constants.epsilon(), true);
      case ADAM, ADAM_W -> adam(constants, false);
      case LAZY_ADAM -> adam(constants, true);
      case FTRL -> ftrl(constants.ftrl());
    };
  }

  private static OptimizerConfig adam(OptimizerConstants constants, boolean lazy) {
    return new OptimizerConfig.Adam(
        (float) constants.beta1(), (float) constants.beta2(), (float) constants.epsilon(), lazy);
  }

  private static OptimizerConfig ftrl(OptimizerConstants.Ftrl ftrl) {
    return new OptimizerConfig.Ftrl(
        (float) ftrl.alpha(),
        (float) ftrl.beta(),
        (float) ftrl.l1(),
        (float) ftrl.l2(),
        ftrl.keepInit());
  }

  /** The tables, in the order of their indexes. */
  List<TableConfig> tables() {
    return List.of(table);
  }
}

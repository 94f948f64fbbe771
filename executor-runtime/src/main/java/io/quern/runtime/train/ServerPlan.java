package io.quern.runtime.train;

import io.quern.model.algorithm.OptimizerChoice;
import io.quern.model.algorithm.OptimizerConstants;
import io.quern.model.algorithm.RowChoice;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.RowTables;
import io.quern.ps.Admission;
import io.quern.ps.DenseConfig;
import io.quern.ps.Eviction;
import io.quern.ps.LearningRate;
import io.quern.ps.OptimizerConfig;
import io.quern.ps.Penalty;
import io.quern.ps.RowInitializer;
import io.quern.ps.RowInitializer.Distribution;
import io.quern.ps.TableConfig;
import java.util.List;

/**
 * What the parameter servers of a training hold: a row per feature value, in a table for each
 * length of vectors, and the dense parameters.
 *
 * @param tables in the order of their indexes; alike but for the width of their rows
 * @param layout of the dense array
 * @param seed of what the dense array begins with
 */
record ServerPlan(List<TableConfig> tables, DenseConfig dense, DenseLayout layout, long seed) {
  /** Linear weights, which start at 0. */
  private static final int ZERO_COLUMNS = 1;

  /** Share of a batch's statistic in the moving average: torch's default. */
  private static final float STATISTIC_MOMENTUM = 0.1f;

  ServerPlan {
    tables = List.copyOf(tables);
  }

  static ServerPlan of(TrainingOptions options, RowTables rows, DenseLayout layout) {
    OptimizerChoice dense = options.dense();
    return new ServerPlan(
        rows.widths().stream().map(width -> table(options, width)).toList(),
        new DenseConfig(
            layout.blocks().stream().map(block -> segment(block, penalty(dense))).toList(),
            rule(dense),
            rate(dense)),
        layout,
        options.schedule().seed());
  }

  /** Draws the whole dense array to begin with: the same at every call. */
  float[] initialDense() {
    return InitialDense.of(layout, seed);
  }

  /**
   * The name is of the initial weights' seed: a row begins with the same numbers in any table, as
   * far as it goes.
   */
  private static TableConfig table(TrainingOptions options, int width) {
    RowChoice rows = options.rows();
    return new TableConfig(
        "features",
        width,
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

  /** Whether the servers want to know how often rows occur. */
  boolean countsOccurrences() {
    return tables.stream().anyMatch(TableConfig::countsOccurrences);
  }

  /** Bytes of a row, by table. */
  List<Integer> rowBytes() {
    return tables.stream().map(TableConfig::rowBytes).toList();
  }
}

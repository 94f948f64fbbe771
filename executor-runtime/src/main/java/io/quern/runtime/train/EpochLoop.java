package io.quern.runtime.train;

import io.quern.api.TrainingProgress.Phase;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.bundle.FileEntry;
import io.quern.model.metric.AucHistogram;
import io.quern.model.metric.ExactAuc;
import io.quern.model.metric.LogLoss;
import io.quern.ps.PsClient;
import io.quern.runtime.cluster.TrainingCluster;
import io.quern.runtime.train.EpochCoordinator.ValidationReport;
import io.quern.runtime.train.ValidationPolicy.Verdict;
import io.quern.runtime.train.WorkerMessage.EpochDone;
import java.util.ArrayList;
import java.util.List;

/**
 * The driver's part of the epochs: waits for the workers' reports, has them validate, decides, and
 * stages the weights worth keeping. Confined to the training's thread.
 *
 * <p>With validation and {@code earlyStoppingPatience} the best epoch's weights are kept, whether
 * training stops early or not; else the last epoch's.
 */
final class EpochLoop {
  private static final Verdict GO_ON = new Verdict(false, false, false);

  private final TrainingOptions options;
  private final boolean validates;
  private final TrainingCluster cluster;
  private final EpochCoordinator workers;
  private final PsClient servers;
  private final ModelStaging staging;
  private final ProgressBoard board;
  private final ValidationPolicy policy;
  private final float[] dense;
  private LearningRates rates;

  /**
   * @param validates whether there are rows held out
   * @param servers as the driver sees them; used only while no worker pushes
   * @param denseSize number of dense values
   */
  EpochLoop(
      TrainingOptions options,
      boolean validates,
      TrainingCluster cluster,
      EpochCoordinator workers,
      PsClient servers,
      int denseSize,
      ModelStaging staging,
      ProgressBoard board) {
    this.options = options;
    this.validates = validates;
    this.cluster = cluster;
    this.workers = workers;
    this.servers = servers;
    this.staging = staging;
    this.board = board;
    this.policy =
        new ValidationPolicy(
            options.schedule().earlyStoppingPatience(), options.schedule().lrDecayPatience());
    this.dense = new float[denseSize];
    this.rates = new LearningRates(options.dense().learningRate(), options.sparse().learningRate());
  }

  /** Runs all epochs; returns how each went. The workers have been told to leave. */
  List<EpochMetrics> run() {
    List<EpochMetrics> history = new ArrayList<>();
    for (int epoch = 1; ; epoch++) {
      board.epochBegins(epoch);
      EpochMetrics metrics = awaitEpoch(epoch);
      history.add(metrics);
      board.epochEnded(metrics);
      Verdict verdict = validates ? policy.judge(metrics.validationAuc()) : GO_ON;
      boolean last = verdict.stop() || epoch == options.schedule().epochs();
      if (keepsBest() ? verdict.improved() : last) {
        stageWeights(metrics);
      }
      if (last) {
        workers.finish();
        return history;
      }
      if (verdict.lowerRates()) {
        rates = rates.lowered();
        servers.setLearningRates((float) rates.dense(), (float) rates.sparse());
      }
      workers.nextEpoch();
    }
  }

  private boolean keepsBest() {
    return validates && options.schedule().earlyStoppingPatience() > 0;
  }

  private EpochMetrics awaitEpoch(int epoch) {
    long began = System.nanoTime();
    long rows = 0;
    LogLoss loss = new LogLoss();
    AucHistogram auc = new AucHistogram();
    for (EpochDone report : cluster.await(workers.epochEnd())) {
      rows += report.rows();
      loss.merge(LogLoss.fromBytes(report.loss()));
      auc.merge(AucHistogram.fromBytes(report.auc()));
    }
    cluster.commandAll(ServerCommand.endOfEpoch());
    LogLoss validationLoss = new LogLoss();
    ExactAuc validationAuc = new ExactAuc();
    if (validates) {
      validate(validationLoss, validationAuc);
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    return new EpochMetrics(
        epoch,
        rows,
        seconds,
        loss.mean(),
        auc.auc(),
        validationLoss.mean(),
        validationAuc.auc(),
        rates,
        cluster.commandAll(ServerCommand.report()).stream().map(ServerReport::fromBytes).toList());
  }

  private void validate(LogLoss loss, ExactAuc auc) {
    board.phase(Phase.VALIDATING, "");
    for (ValidationReport report : cluster.await(workers.validate())) {
      loss.merge(LogLoss.fromBytes(report.loss()));
      for (byte[] part : report.scores()) {
        auc.merge(ExactAuc.fromBytes(part));
      }
    }
    board.validated(auc.auc());
  }

  private void stageWeights(EpochMetrics metrics) {
    List<FileEntry> shards =
        cluster.commandAll(ServerCommand.write(staging.folder())).stream()
            .map(ServerCommand::file)
            .toList();
    servers.pullDense(dense);
    staging.replaceWeights(shards, dense, metrics);
  }
}

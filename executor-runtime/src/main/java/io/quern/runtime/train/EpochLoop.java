package io.quern.runtime.train;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.TrainingProgress.Phase;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.bundle.FileEntry;
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
      Verdict verdict = validates ? policy.judge(monitored(metrics.validation())) : GO_ON;
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

  /** What epochs are compared by; more is better. */
  private double monitored(Evaluation validation) {
    return switch (options.metrics().monitor()) {
      case AUC -> validation.auc();
      case LOSS -> -validation.loss();
      case GAUC -> requireGauc(validation.gauc());
    };
  }

  private double requireGauc(double gauc) {
    if (Double.isNaN(gauc)) {
      throw new QuernException(
              ErrorCode.DATA,
              "GAUC is not defined: no value of '%s' has held-out rows of both classes"
                  .formatted(options.metrics().gaucBy()))
          .withHint("Hold out more rows, or set monitor to auc");
    }
    return gauc;
  }

  private EpochMetrics awaitEpoch(int epoch) {
    long began = System.nanoTime();
    long rows = 0;
    TrainingScores training = new TrainingScores(threshold());
    for (EpochDone report : cluster.await(workers.epochEnd())) {
      rows += report.rows();
      training.merge(TrainingScores.fromBytes(report.scores()));
    }
    cluster.commandAll(ServerCommand.endOfEpoch());
    Evaluation validation = validates ? validate() : Evaluation.NONE;
    double seconds = (System.nanoTime() - began) * 1e-9;
    return new EpochMetrics(
        epoch,
        rows,
        seconds,
        training.evaluation(),
        validation,
        rates,
        cluster.commandAll(ServerCommand.report()).stream().map(ServerReport::fromBytes).toList());
  }

  private Evaluation validate() {
    board.phase(Phase.VALIDATING, "");
    ValidationScores scores = new ValidationScores(threshold());
    for (ValidationReport report : cluster.await(workers.validate())) {
      for (byte[] part : report.scores()) {
        scores.merge(ValidationScores.fromBytes(part));
      }
    }
    Evaluation evaluation = scores.evaluation();
    board.validated(evaluation.auc());
    return evaluation;
  }

  private double threshold() {
    return options.metrics().threshold();
  }

  private void stageWeights(EpochMetrics metrics) {
    List<FileEntry> shards = files(ServerCommand.write(staging.folder()));
    List<FileEntry> states =
        options.versions().keepState() ? files(ServerCommand.save(staging.folder())) : List.of();
    servers.pullDense(dense);
    staging.replaceWeights(shards, states, dense, metrics);
  }

  /** What the servers have written. */
  private List<FileEntry> files(byte[] command) {
    return cluster.commandAll(command).stream()
        .flatMap(answer -> ServerCommand.files(answer).stream())
        .toList();
  }
}

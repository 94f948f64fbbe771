package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.TrainingProgress.Phase;
import io.quern.model.bundle.FileEntry;
import io.quern.runtime.cluster.TrainingCluster;
import io.quern.runtime.train.EpochCoordinator.ValidationReport;
import io.quern.runtime.train.WorkerMessage.EpochDone;
import java.util.List;

/**
 * The driver's part of the epochs: waits for the workers' reports, has them validate, does what
 * follows from that, stages the weights worth keeping, and keeps a checkpoint. Confined to the
 * training's thread.
 */
final class EpochLoop {
  private final TrainSpec spec;
  private final TrainingCluster cluster;
  private final EpochCoordinator workers;
  private final ServerGroup servers;
  private final ModelStaging staging;
  private final CheckpointKeeper checkpoints;
  private final ProgressBoard board;

  EpochLoop(
      TrainSpec spec,
      TrainingCluster cluster,
      EpochCoordinator workers,
      ServerGroup servers,
      ModelStaging staging,
      CheckpointKeeper checkpoints,
      ProgressBoard board) {
    this.spec = requireNonNull(spec, "spec is null");
    this.cluster = requireNonNull(cluster, "cluster is null");
    this.workers = requireNonNull(workers, "workers is null");
    this.servers = requireNonNull(servers, "servers is null");
    this.staging = requireNonNull(staging, "staging is null");
    this.checkpoints = requireNonNull(checkpoints, "checkpoints is null");
    this.board = requireNonNull(board, "board is null");
  }

  /** Runs all epochs that are left. The workers have been told to leave then. */
  void run(TrainingCourse course) {
    board.serversHold(ServerReport.bytes(servers.reports()));
    while (!course.isOver()) {
      board.epochBegins(course.nextEpoch());
      EpochMetrics metrics = awaitEpoch(course);
      board.epochEnded(metrics);
      course.add(metrics);
      staging.requireOwned();
      if (course.keepsLast()) {
        stageWeights(metrics);
      }
      if (course.lowersRates()) {
        servers.setRates(course.rates());
      }
      checkpoints.keep(course.history(), servers);
      staging.removeReplaced();
      if (!course.isOver()) {
        workers.nextEpoch();
      }
    }
    workers.finish();
    if (!staging.hasWeights()) {
      stageWeights(course.last());
    }
  }

  private EpochMetrics awaitEpoch(TrainingCourse course) {
    long began = System.nanoTime();
    long rows = 0;
    TrainingScores training = new TrainingScores(threshold());
    StageTimes times = new StageTimes();
    for (EpochDone report : cluster.await(workers.epochEnd())) {
      rows += report.rows();
      training.merge(TrainingScores.fromBytes(report.scores()));
      times.merge(StageTimes.fromBytes(report.times()));
    }
    servers.endEpoch();
    Evaluation validation = course.validates() ? validate() : Evaluation.NONE;
    double seconds = (System.nanoTime() - began) * 1e-9;
    return new EpochMetrics(
        course.nextEpoch(),
        rows,
        workers.steps(),
        seconds,
        training.evaluation(),
        validation,
        course.rates(),
        times.seconds(),
        servers.reports());
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
    return spec.options().metrics().threshold();
  }

  private void stageWeights(EpochMetrics metrics) {
    List<FileEntry> shards = servers.writeRows(staging.folder());
    List<FileEntry> states =
        spec.options().versions().keepState() ? servers.saveState(staging.folder()) : List.of();
    staging.replaceWeights(shards, states, servers.dense(), metrics);
  }
}

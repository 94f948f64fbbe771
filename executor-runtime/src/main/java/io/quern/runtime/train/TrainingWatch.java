package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import io.quern.runtime.train.WorkerMessage.Progress;
import io.quern.runtime.trainings.CurvePoint;
import io.quern.runtime.trainings.RunningTraining;
import io.quern.runtime.trainings.TrainingFigures;
import io.quern.runtime.trainings.TrainingState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes of a training's progress what SHOW TRAININGS shows and what TensorBoard draws between the
 * ends of epochs. Called under the board's lock, but for {@link #begins}.
 */
final class TrainingWatch implements ProgressWatcher {
  private static final int STEP_POINTS = 1_000;

  private final RunningTraining running;
  private final StepCurve steps = new StepCurve(STEP_POINTS);
  private TrainingFigures figures = TrainingFigures.NONE;
  private long stepsDone;
  private double epochSeconds = Double.NaN;
  private double validationLoss = Double.NaN;
  private double validationAuc = Double.NaN;
  private long psBytes = -1;

  TrainingWatch(RunningTraining running) {
    this.running = requireNonNull(running, "running is null");
  }

  /** Tells what is done already; before the first epoch. */
  void begins(List<EpochMetrics> before) {
    before.forEach(this::epochEnded);
  }

  @Override
  public void progressed(TrainingProgress progress, Map<Integer, Progress> workers) {
    if (progress.phase() == Phase.DONE || progress.phase() == Phase.FAILED) {
      return; // the training says it itself, with more
    }
    boolean underWay = isUnderWay(progress.phase());
    long stepsHere = workers.values().stream().mapToLong(Progress::batches).sum();
    long step = stepsDone + (underWay ? stepsHere : 0);
    boolean hasFigures =
        progress.rowsDone() > 0 && (underWay || progress.phase() == Phase.EPOCH_ENDED);
    figures =
        new TrainingFigures(
            progress.epoch(),
            step,
            hasFigures ? progress.rowsPerSecond() : figures.rowsPerSecond(),
            hasFigures ? progress.loss() : figures.loss(),
            hasFigures ? progress.auc() : figures.auc(),
            validationLoss,
            validationAuc,
            psBytes,
            underWay ? slowest(progress, workers) : -1,
            secondsLeft(progress));
    running.update(state(progress.phase()), figures);
    if (hasFigures && progress.phase() == Phase.TRAINING) {
      addPoint(step, progress);
    }
  }

  private static boolean isUnderWay(Phase phase) {
    return phase == Phase.TRAINING || phase == Phase.VALIDATING;
  }

  private void addPoint(long step, TrainingProgress progress) {
    steps.add(
        new StepCurve.Point(
            step, Instant.now(), progress.rowsPerSecond(), progress.loss(), progress.auc()));
  }

  private static TrainingState state(Phase phase) {
    return switch (phase) {
      case ENCODING -> TrainingState.ENCODING;
      case STARTING -> TrainingState.WAITING;
      case TRAINING, VALIDATING, EPOCH_ENDED -> TrainingState.TRAINING;
      case COMMITTING, DONE, FAILED -> TrainingState.COMMITTING;
    };
  }

  /** The worker with the fewest rows; −1 where there is one only, or nothing is known yet. */
  private static int slowest(TrainingProgress progress, Map<Integer, Progress> workers) {
    if (progress.workers() < 2 || workers.isEmpty()) {
      return -1;
    }
    int slowest = 0;
    long fewest = Long.MAX_VALUE;
    for (int worker = 0; worker < progress.workers(); worker++) {
      Progress seen = workers.get(worker);
      long rows = seen == null ? 0 : seen.rows();
      if (rows < fewest) {
        slowest = worker;
        fewest = rows;
      }
    }
    return slowest;
  }

  private double secondsLeft(TrainingProgress progress) {
    if (progress.epoch() == 0 || progress.phase() == Phase.COMMITTING) {
      return Double.NaN;
    }
    double whole =
        Double.isNaN(epochSeconds) && progress.rowsPerSecond() > 0
            ? progress.rowsTotal() / progress.rowsPerSecond()
            : epochSeconds;
    double share = 1 - progress.epochFraction().orElse(0);
    return whole * (progress.epochs() - progress.epoch() + share);
  }

  @Override
  public void serversHold(long bytes) {
    psBytes = bytes;
  }

  @Override
  public void epochEnded(EpochMetrics metrics) {
    stepsDone += metrics.steps();
    epochSeconds = metrics.seconds();
    validationLoss = metrics.validation().loss();
    validationAuc = metrics.validation().auc();
    psBytes = ServerReport.bytes(metrics.servers());
    running.epochEnded(
        new CurvePoint(
            metrics.epoch(),
            stepsDone,
            metrics.rows(),
            metrics.seconds(),
            metrics.training().loss(),
            metrics.training().auc(),
            validationLoss,
            validationAuc,
            metrics.validation().gauc(),
            metrics.validation().normalizedEntropy(),
            metrics.rates().dense()));
  }

  /** What was seen while steps were made, of this run alone. */
  StepCurve steps() {
    return steps;
  }
}

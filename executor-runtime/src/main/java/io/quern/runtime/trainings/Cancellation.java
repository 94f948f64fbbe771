package io.quern.runtime.trainings;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends one training: in this process at once, in another by a request that it finds within a
 * second. Waits until the training has ended. Confined to one thread.
 */
final class Cancellation {
  /** What ending a training may take: roles leave, jobs end, staged files go. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final long MILLIS_BETWEEN_LOOKS = 100;

  private final TrainingRecords records;
  private final TrainingRecord training;

  Cancellation(TrainingRecords records, TrainingRecord training) {
    this.records = requireNonNull(records, "records is null");
    this.training = requireNonNull(training, "training is null");
  }

  TrainingRecord run() {
    requireUnderWay();
    Optional<RunningTraining> here = RunningTrainings.find(training.id(), records.folder());
    try {
      return here.isPresent() ? end(here.get()) : ask();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QuernException(ErrorCode.CANCELLED, "The statement was cancelled", e);
    }
  }

  private void requireUnderWay() {
    if (training.state() == TrainingState.LOST) {
      throw new QuernException(
              ErrorCode.NAME,
              "Training '%s' is lost: %s is gone since %s"
                  .formatted(training.id(), training.owner().place(), training.heartbeat()))
          .withHint("Nothing of it runs that could be cancelled");
    }
    if (training.state().isOver()) {
      throw new QuernException(
              ErrorCode.NAME,
              "Training '%s' is over: %s at %s"
                  .formatted(training.id(), training.state().word(), training.heartbeat()))
          .withHint("SHOW TRAININGS tells which are under way");
    }
  }

  private TrainingRecord end(RunningTraining here) throws InterruptedException {
    here.cancel();
    try {
      return here.ended().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new QuernException(
          ErrorCode.CLUSTER,
          "Training '%s' is told to end, and has not within %d s"
              .formatted(training.id(), PATIENCE.toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The end of a training never fails", e);
    }
  }

  private TrainingRecord ask() throws InterruptedException {
    records.request(
        training.id(),
        new CancelRequest(TrainingOwner.here(training.owner().application()), records.now()));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<TrainingRecord> now = records.withId(training.id());
      if (now.isPresent() && now.get().state().isOver()) {
        records.removeRequest(training.id());
        return now.get();
      }
      Thread.sleep(MILLIS_BETWEEN_LOOKS);
    }
    throw new QuernException(
            ErrorCode.CLUSTER,
            "Training '%s' has not ended within %d s"
                .formatted(training.id(), PATIENCE.toSeconds()))
        .withHint("It runs in %s, which is asked to end it".formatted(training.owner().place()));
  }
}

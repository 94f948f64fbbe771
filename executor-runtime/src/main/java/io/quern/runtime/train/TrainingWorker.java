package io.quern.runtime.train;

import io.quern.runtime.train.EpochTrainer.EpochScore;
import io.quern.runtime.train.WorkerMessage.EpochDone;
import io.quern.runtime.train.WorkerMessage.Join;
import io.quern.runtime.train.WorkerMessage.Progress;
import io.quern.runtime.train.WorkerMessage.Scores;
import io.quern.runtime.train.WorkerMessage.Validated;

/**
 * One worker's part of a training: does what the driver orders, epoch after epoch, and reports.
 * Confined to the worker's thread.
 */
final class TrainingWorker {
  private static final long REPORT_NANOS = 1_000_000_000L;

  private final WorkerIdentity self;
  private final EpochTrainer trainer;
  private final Validator validator;
  private final WorkerLink driver;
  private long lastReport;

  TrainingWorker(
      WorkerIdentity self, EpochTrainer trainer, Validator validator, WorkerLink driver) {
    this.self = self;
    this.trainer = trainer;
    this.validator = validator;
    this.driver = driver;
  }

  /** Works until the driver says that the training is over. */
  void run() throws InterruptedException {
    WorkerOrder order = ask(new Join(self.worker(), self.attempt(), trainer.batches()));
    while (order.kind() != WorkerOrder.Kind.STOP) {
      order =
          order.kind() == WorkerOrder.Kind.TRAIN
              ? train(order.epoch(), order.batch())
              : validate(order.epoch());
    }
  }

  private WorkerOrder train(int epoch, int firstBatch) throws InterruptedException {
    lastReport = System.nanoTime();
    EpochScore score = trainer.train(epoch, firstBatch, soFar -> reportProgress(epoch, soFar));
    return ask(
        new EpochDone(
            self.worker(),
            self.attempt(),
            epoch,
            score.scores().rows(),
            score.scores().toBytes(),
            score.times().toBytes()));
  }

  private WorkerOrder validate(int epoch) throws InterruptedException {
    validator.validate(
        epoch,
        (part, scores) ->
            driver.ask(
                new Scores(self.worker(), self.attempt(), epoch, part, scores.toBytes())
                    .toBytes()));
    return ask(new Validated(self.worker(), self.attempt(), epoch));
  }

  private void reportProgress(int epoch, EpochScore soFar) throws InterruptedException {
    long now = System.nanoTime();
    if (now - lastReport < REPORT_NANOS) {
      return;
    }
    lastReport = now;
    driver.ask(
        new Progress(
                self.worker(),
                self.attempt(),
                epoch,
                soFar.batches(),
                soFar.scores().rows(),
                soFar.scores().loss(),
                soFar.scores().auc())
            .toBytes());
  }

  private WorkerOrder ask(WorkerMessage message) throws InterruptedException {
    return WorkerOrder.of(driver.ask(message.toBytes()));
  }
}

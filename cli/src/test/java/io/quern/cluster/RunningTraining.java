package io.quern.cluster;

import static org.awaitility.Awaitility.await;

import io.quern.api.TrainingProgress.Phase;
import io.quern.planner.session.Registration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;

/** A TRAIN statement in a thread of its own, in the job group that is called {@code GROUP}. */
final class RunningTraining implements AutoCloseable {
  static final String GROUP = "cluster-test";

  private final CountDownLatch steps = new CountDownLatch(1);
  private final Registration listening;
  private final FutureTask<List<Row>> statement;

  /** Starts the statement and waits until it is in its second epoch. */
  RunningTraining(TestSession session, String text) {
    listening =
        session.listen(
            progress -> {
              if (progress.phase() == Phase.TRAINING && progress.epoch() > 1) {
                steps.countDown();
              }
            });
    statement =
        new FutureTask<>(
            () -> {
              session.context().setJobGroup(GROUP, "a training", false);
              return session.sql(text);
            });
    new Thread(statement, "user").start();
    await().atMost(Duration.ofSeconds(60)).until(() -> steps.getCount() == 0 || statement.isDone());
  }

  /** How the statement failed. */
  Throwable failure(Duration limit) throws InterruptedException, TimeoutException {
    try {
      List<Row> rows = statement.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      throw new AssertionError("The statement ended with " + rows);
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Override
  public void close() {
    listening.close();
    statement.cancel(true);
  }
}

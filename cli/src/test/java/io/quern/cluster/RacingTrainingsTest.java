package io.quern.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of one session that write to one path at the same time. */
@Timeout(120)
class RacingTrainingsTest {
  private static final int ROUNDS = 3;

  @TempDir private Path folder;

  @Test
  void everyOneCommitsAVersionOfItsOwnAndTheNewestStays() throws Exception {
    Path model = folder.resolve("model");
    ExecutorService users = Executors.newFixedThreadPool(2);
    try (TestSession session = TestSession.local(4)) {
      for (int round = 1; round <= ROUNDS; round++) {
        List<Integer> versions = trainTwice(session, users, model);
        assertThat(versions).containsExactlyInAnyOrder(2 * round - 1, 2 * round);
        assertThat(session.sql("show models in '%s'".formatted(model)))
            .extracting(version -> version.<Integer>getAs("version"))
            .containsExactly(2 * round);
        assertThat(session.auc(model)).isGreaterThan(0.7);
      }
      assertThat(Census.take(session, folder).staged()).isEmpty();
    } finally {
      users.shutdownNow();
    }
  }

  /** The versions that two statements have committed, begun together. */
  private static List<Integer> trainTwice(TestSession session, ExecutorService users, Path model)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<Row> statement =
        () -> {
          start.await();
          return session
              .sql(TestSession.train(model, "and model='LR' and workers=1 and epochs=1"))
              .get(0);
        };
    List<Future<Row>> trainings = Stream.of(statement, statement).map(users::submit).toList();
    return List.of(version(trainings.get(0).get()), version(trainings.get(1).get()));
  }

  private static int version(Row row) {
    return row.getAs("version");
  }
}

package io.quern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quern.planner.QuernExtensions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training of one process, seen and ended from another. */
@Timeout(240)
final class SteeredTrainingTest {
  @TempDir private Path folder;

  @Test
  void aTrainingOfAnotherProcessIsSeenAndCancelled() throws Exception {
    Path model = folder.resolve("model");
    String script =
        """
        create temporary view clicks as
        select int(pmod(id * 7, 10) < pmod(id, 5) * 2) as click, pmod(id, 5) as ad from range(2000);
        train clicks as DeepCTR.`%s`
        where label = "click" and model = "LR" and workers = 1 and epochs = 100000;
        """
            .formatted(model);
    try (QuernProcess other = new QuernProcess(folder, script);
        SparkSession session = session()) {
      await().atMost(Duration.ofMinutes(2)).until(() -> epochs(session, model) > 1);
      Row seen = trainings(session, model).get(0);
      assertThat(seen.<String>getAs("state")).isEqualTo("training");
      assertThat(seen.<String>getAs("place")).startsWith("process %d on ".formatted(other.pid()));

      Row ended = session.sql("cancel training '%s'".formatted(seen.<String>getAs("id"))).first();

      assertThat(ended.<String>getAs("state")).isEqualTo("cancelled");
      assertThat(session.sql("show training '%s'".formatted(seen.<String>getAs("id"))).count())
          .isPositive();
      QuernProcess.Ended process = other.await(Duration.ofSeconds(20));
      assertThat(process.exit()).isEqualTo(1);
      assertThat(process.err())
          .contains("ERROR CANCELLED at 3:1: The training was cancelled by CANCEL TRAINING")
          .contains("hint: Nothing of it is kept; with resume = true a training keeps");
      assertThat(Files.exists(model)).isFalse();
    }
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[1]")
        .appName("cli-tests")
        .config("spark.sql.extensions", QuernExtensions.class.getName())
        .config("spark.ui.enabled", "false")
        .getOrCreate();
  }

  private static int epochs(SparkSession session, Path model) {
    return trainings(session, model).stream()
        .mapToInt(training -> training.<Integer>getAs("epoch"))
        .sum();
  }

  private static List<Row> trainings(SparkSession session, Path model) {
    return session.sql("show trainings").collectAsList().stream()
        .filter(training -> training.getAs("path").equals(model.toString()))
        .toList();
  }
}

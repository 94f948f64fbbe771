package io.quern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quern.cli.QuernProcess;
import io.quern.cli.QuernProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every script of {@code examples/}, unchanged: it ends well, prints one row, and the row is good.
 * The folders of data are looked for below the system property {@code quern.testdata}.
 */
@Timeout(1200)
final class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofSeconds(1170);

  /** How far from the best that any model can reach on made-up clicks. */
  private static final double DISTANCE = 0.03;

  @TempDir private Path folder;

  @Test
  void firstModelComesCloseToTheBestReachableAuc() {
    List<Double> row =
        row("first-model", "testAuc,bestReachableAuc,testLogloss,bestReachableLogloss", List.of());
    assertThat(row.get(0)).isBetween(row.get(1) - DISTANCE, row.get(1));
    assertThat(row.get(2)).isGreaterThan(row.get(3));
  }

  @Test
  void factorizationMachineRanksLastRatingsOfMovieLens() {
    List<Double> row = row("movielens", "testAuc,testLogloss", data("movielens_1m"));
    assertThat(row.get(0)).isBetween(0.88, 1.0);
    assertThat(row.get(1)).isBetween(0.0, 0.5);
  }

  @Test
  void embeddingsKnowWhichFilmsBelongTogether() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--format", "csv", "-f", EXAMPLES.resolve("neighbours.sql") + ""));
    arguments.addAll(data("movielens_1m"));
    Ended ended = run(arguments.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out().lines())
        .hasSize(1 + 3 * 5)
        .anyMatch(line -> line.startsWith("Toy Story (1995),Toy Story 2 (1999),"))
        .anyMatch(line -> line.startsWith("Alien (1979),Aliens (1986),"));
  }

  @Test
  @Tag("slow")
  void deepFmReachesTheLeaderboardOnFrappe() {
    List<Double> row = row("frappe", "testAuc,testLogloss", data("frappe_x1"));
    assertThat(row.get(0)).isBetween(0.97, 1.0);
    assertThat(row.get(1)).isBetween(0.0, 0.3);
  }

  private static List<String> data(String name) {
    Path data = Path.of(System.getProperty("quern.testdata", ""), name);
    assumeTrue(
        Files.isDirectory(data),
        "There is no folder '%s': set -Dquern.testdata to the folder of the public data sets"
            .formatted(data));
    return List.of("--set", "data=" + data.toAbsolutePath());
  }

  /** The one row that a script prints below {@code header}; its model is a version in target/. */
  private List<Double> row(String example, String header, List<String> settings) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--format", "csv", "-f", EXAMPLES.resolve(example + ".sql") + ""));
    arguments.addAll(settings);
    Ended ended = run(arguments.toArray(String[]::new));
    assertThat(ended.exit()).as(ended.err()).isZero();
    List<String> lines = ended.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).isEqualTo(header);
    assertThat(folder.resolve("target/models/" + example + "/versions/1/manifest.json"))
        .isNotEmptyFile();
    return Arrays.stream(lines.get(1).split(",", -1)).map(Double::valueOf).toList();
  }

  private Ended run(String... arguments) {
    try (QuernProcess quern = new QuernProcess(folder, "", arguments)) {
      return quern.await(PATIENCE);
    }
  }
}

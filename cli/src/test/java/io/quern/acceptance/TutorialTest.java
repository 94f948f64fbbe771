package io.quern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.cli.QuernProcess;
import io.quern.cli.QuernProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements of {@code docs/tutorial.md}, run in their order by the command line. */
final class TutorialTest {
  private static final Path PAGE = Path.of("../docs/tutorial.md");
  private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?)```");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir private Path folder;

  @Test
  void everyStatementOfThePageRuns() throws IOException {
    String script =
        SQL.matcher(Files.readString(PAGE))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("tutorial.sql"), script);
    try (QuernProcess quern = new QuernProcess(folder, "", "-f", "tutorial.sql")) {
      Ended ended = quern.await(PATIENCE);
      assertThat(ended.exit()).as(ended.err()).isZero();
      assertThat(ended.out())
          .contains("customer | int")
          .contains("category(product STRING), by type")
          .contains("ctr(customer BIGINT, product STRING, device STRING, price DOUBLE)")
          .containsPattern("models/clicks \\| +2 \\| prod \\| DeepCTR +\\| LR ");
    }
    assertThat(folder.resolve("models/clicks/versions/1/manifest.json")).isNotEmptyFile();
  }
}

package io.quern.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line, killed in the middle of a training on executors of its own. */
@Timeout(180)
class KilledDriverTest {
  private static final String RECORDS = "spark.quern.trainings.folder";
  private static final String SECOND_EPOCH = "epoch 2/";

  @TempDir private Path folder;

  @Test
  void executorsEndAndTheModelStaysAsItWas() throws Exception {
    Path model = folder.resolve("model");
    Path log = folder.resolve("stderr");
    Process driver = start(script(model), log);
    List<ProcessHandle> processes = new ArrayList<>();
    try {
      await()
          .atMost(Duration.ofSeconds(120))
          .until(() -> !driver.isAlive() || Files.readString(log).contains(SECOND_EPOCH));
      assertThat(driver.isAlive()).as(Files.readString(log)).isTrue();
      processes.addAll(ExecutorProcesses.of(driver.toHandle()));
      assertThat(processes).hasSize(1);
      driver.destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      driver.destroyForcibly();
      processes.forEach(ProcessHandle::destroyForcibly);
    }
    try (TestSession session = TestSession.local(2)) {
      assertThatTheTrainingIsLost(session, model);
      assertThatOnlyTheFirstVersionIsThere(session, model);
    }
  }

  private static void assertThatTheTrainingIsLost(TestSession session, Path model) {
    await().atMost(Duration.ofSeconds(30)).until(() -> states(session, model).contains("lost"));
    assertThat(states(session, model)).containsExactly("lost", "finished");
  }

  private static List<String> states(TestSession session, Path model) {
    return session.sql("show trainings").stream()
        .filter(training -> training.getAs("path").equals(model.toString()))
        .map(training -> training.<String>getAs("state"))
        .toList();
  }

  private static void assertThatOnlyTheFirstVersionIsThere(TestSession session, Path model) {
    List<Row> versions = session.sql("show models in '%s'".formatted(model));
    assertThat(versions).hasSize(1);
    assertThat(versions.get(0).<Integer>getAs("version")).isEqualTo(1);
    assertThat(session.auc(model)).isGreaterThan(0.7);
    Row next = session.sql(TestSession.train(model, "and model='LR' and epochs=1")).get(0);
    assertThat(next.<Integer>getAs("version")).isEqualTo(2);
  }

  /** A short training, and a second version that takes for ever. */
  private Path script(Path model) throws IOException {
    String roles = "and model='LR' and parameterServers=1 and workers=1 ";
    return Files.writeString(
        folder.resolve("script.sql"),
        String.join(
            ";\n",
            TestSession.CLICKS,
            TestSession.train(model, roles + "and epochs=1"),
            TestSession.train(model, roles + "and epochs=100000")));
  }

  private static Process start(Path script, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("src/main/launcher/jvm.options").toAbsolutePath());
    command.add("-Xmx1g");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.add("-D%1$s=%2$s".formatted(RECORDS, System.getProperty(RECORDS)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.quern.cli.QuernCli");
    command.addAll(List.of("--master", TestSession.clusterMaster(1, 2)));
    TestSession.clusterSettings()
        .forEach((name, value) -> Stream.of("--conf", name + "=" + value).forEach(command::add));
    command.addAll(List.of("-f", script.toString()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(new File(log.toString()))
        .start();
  }
}

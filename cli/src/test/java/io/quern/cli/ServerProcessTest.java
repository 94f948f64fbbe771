package io.quern.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/quern server}, and {@code bin/quern --connect} against it. */
final class ServerProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String GREETING = "Listening on ";

  @TempDir static Path folder;
  private static Process server;
  private static Path out;
  private static String url;

  @BeforeAll
  static void start() throws IOException {
    out = folder.resolve("server.out");
    server =
        new ProcessBuilder(
                QuernProcess.command(
                    folder, List.of(), "server", "--port", "0", "--set", "who=everybody"))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("server.err").toFile())
            .start();
    await().atMost(PATIENCE).until(() -> Files.readString(out).contains("\n"));
    url = Files.readString(out).strip().substring(GREETING.length());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.destroy(); // SIGTERM
    assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
    assertThat(read(folder.resolve("server.err"))).doesNotContain("Exception", "ERROR");
  }

  @Test
  void itsFirstLineIsWhereItListens() {
    assertThat(read(out)).matches("Listening on jdbc:hive2://127\\.0\\.0\\.1:\\d+/\n");
  }

  @Test
  void aScriptRunsThereAsItDoesHere() {
    String script =
        """
        set epochs = 2;
        select id % 2 as click, id % 50 as user from range(1000) where true as clicks;
        select count(*) as n, '${who}' as who, '${mine}' as mine, array(1, null) as a from clicks;
        train clicks as DeepCTR.`model` where label = "click" and model = "LR" and epochs = "${epochs}";
        select 1.50BD as d, 'a"b' as t, cast(null as int) as n, true as b, cast(0.1 as float) as f;
        """;
    QuernProcess.Ended there =
        run(script, "--connect", url, "--set", "mine=me", "--format", "json", "--all-results");
    assertThat(there.err())
        .contains("reading the source\n", "training on 1,000 rows: ", "epoch 2/2  1,000 rows  ");
    assertThat(there.exit()).isZero();
    List<String> lines = there.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo("{\"n\":1000,\"who\":\"everybody\",\"mine\":\"me\",\"a\":[1,null]}");
    assertThat(lines.get(1))
        .startsWith("{\"path\":\"model\",\"version\":1,\"algorithm\":\"DeepCTR\"");
    assertThat(lines.get(2))
        .isEqualTo("{\"d\":1.50,\"t\":\"a\\\"b\",\"n\":null,\"b\":true,\"f\":0.1}");
    assertThat(lines).hasSize(3);
  }

  @Test
  void resultsLookAsTheyDoHere() {
    QuernProcess.Ended table =
        run("select 1 as one, 'two' as two; select * from range(1001);", "--connect", url);
    assertThat(table.out())
        .startsWith("one | two\n----+----\n  1 | two\n(1 row)\n\nid\n---\n")
        .endsWith("\n999\n(first 1000 rows; --format csv, tsv, json or vertical prints all)\n");
    QuernProcess.Ended csv =
        run(
            "select 1 as a; select id, null as b from range(12000);",
            "--connect",
            url,
            "--format",
            "csv");
    assertThat(csv.out()).startsWith("id,b\n0,\n").endsWith("\n11999,\n").hasLineCount(12_001);
  }

  @Test
  void aFailureHasItsPlaceAndEndsWithOne() {
    QuernProcess.Ended ended =
        run("select 1 as one;\nselect *\nfrom nothing;\nselect 2;", "--connect", url);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo(
            """
            ERROR NAME at 3:6: Table 'nothing' does not exist
              from nothing;
                   ^
            """);
    assertThat(ended.out()).isEqualTo("one\n---\n  1\n(1 row)\n");
  }

  @Test
  void aWrongUrlAndAServerThatIsNotThereEndWithThree() {
    QuernProcess.Ended gone = run("select 1", "--connect", "jdbc:hive2://127.0.0.1:1/");
    assertThat(gone.exit()).isEqualTo(3);
    assertThat(gone.err())
        .isEqualTo(
            "ERROR CONFIG: Cannot connect to jdbc:hive2://127.0.0.1:1/: Connection refused\n");
    QuernProcess.Ended wrong = run("select 1", "--connect", "postgres://x;password=secret");
    assertThat(wrong.exit()).isEqualTo(3);
    assertThat(wrong.err())
        .doesNotContain("secret")
        .startsWith("ERROR CONFIG: The URL to connect to");
    QuernProcess.Ended both = run("select 1", "--connect", url, "--master", "local[1]");
    assertThat(both.exit()).isEqualTo(2);
  }

  @Test
  void controlCEndsTheTrainingThere() throws Exception {
    assumeTrue(QuernProcess.canInterrupt(), "SIGINT is ignored here");
    String train =
        """
        select id % 2 as click, id % 50 as user from range(1000) where true as clicks;
        train clicks as DeepCTR.`endless` where label = "click" and model = "LR" and epochs = 10000;
        """;
    try (QuernProcess quern = new QuernProcess(folder, train, "--connect", url)) {
      await().atMost(PATIENCE).until(() -> quern.err().contains("epoch 2/10000"));
      quern.interrupt();
      QuernProcess.Ended ended = quern.await(Duration.ofSeconds(20));
      assertThat(ended.exit()).isEqualTo(130);
      assertThat(ended.err())
          .contains("ERROR CANCELLED at 2:1: ", "hint: Nothing of this training is kept");
    }
    assertThat(run("show trainings", "--connect", url, "--format", "csv").out())
        .doesNotContain(",training,", ",encoding,");
  }

  @Test
  void userFilesAreMadeAndWrongArgumentsRefused() {
    Path users = folder.resolve("users");
    QuernProcess.Ended added =
        run("s3cret\n", "server", "--users", users.toString(), "--add-user", "ada");
    assertThat(added).isEqualTo(new QuernProcess.Ended(0, "", "User 'ada' is in " + users + "\n"));
    assertThat(read(users)).startsWith("ada:PBKDF2WithHmacSHA256$600000$").doesNotContain("s3cret");
    assertThat(run("", "server", "--auth", "ldap"))
        .isEqualTo(new QuernProcess.Ended(2, "", "ERROR CONFIG: --auth ldap needs --ldap-url\n"));
    assertThat(run("", "server", "--help").out()).contains("--tls-keystore", "--max-sessions");
  }

  private static QuernProcess.Ended run(String input, String... arguments) {
    try (QuernProcess process = new QuernProcess(folder, input, arguments)) {
      return process.await(PATIENCE);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

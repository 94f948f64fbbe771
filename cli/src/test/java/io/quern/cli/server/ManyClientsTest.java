package io.quern.cli.server;

import static io.quern.cli.server.JdbcDriversTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients, long results, and what is left of those that have gone. */
final class ManyClientsTest {
  private static final int AT_ONCE = 64;
  private static final int SESSIONS = 500;
  private static final int ROWS = 500_000;

  /** Those of the last connections wait a minute for further ones. */
  private static final int IDLE_THREADS = 32;

  @TempDir static Path folder;
  private static ServerLab lab;

  @BeforeAll
  static void start() {
    lab = ServerLab.start(folder);
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @Test
  void sixtyFourClientsAreServedWhileTrainingsRun() throws Exception {
    try (Connection owner = JdbcDriver.HIVE_4.connect(lab.url());
        Statement statement = owner.createStatement();
        Statement further = owner.createStatement()) {
      statement.execute(
          "select id % 2 as click, id % 50 as user from range(20000) where true as clicks");
      try (RunningStatement one = new RunningStatement(statement, endless("one"));
          RunningStatement two = new RunningStatement(further, endless("two"))) {
        one.awaitLog("epoch 1/");
        List<Long> millis = queryAtOnce();
        assertThat(one.isDone()).isFalse();
        assertThat(two.isDone()).isFalse();
        assertThat(millis).hasSize(AT_ONCE).allMatch(taken -> taken < 30_000);
        statement.cancel();
        further.cancel();
      }
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> lab.server().sessions() == 0);
  }

  private static String endless(String model) {
    return """
        train clicks as DeepCTR.`%s`
        where label = 'click' and model = 'LR' and epochs = 10000"""
        .formatted(folder.resolve(model));
  }

  /** How long each of them has waited for its answer, in milliseconds. */
  private static List<Long> queryAtOnce() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Long>> answers = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        int number = i;
        answers.add(clients.submit(() -> query(number)));
      }
      List<Long> millis = new ArrayList<>();
      for (Future<Long> answer : answers) {
        millis.add(answer.get());
      }
      return millis;
    } finally {
      clients.shutdownNow();
    }
  }

  private static long query(int number) throws SQLException {
    long began = System.nanoTime();
    try (Connection connection = JdbcDriver.KYUUBI.connect(lab.url());
        Statement statement = connection.createStatement()) {
      assertThat(
              texts(
                  statement.executeQuery(
                      "select '%d', sum(id) from range(0, 1000, 1, 1)".formatted(number))))
          .containsExactly(number + "|499500");
    }
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  @Test
  void fiveHundredSessionsLeaveNothingBehind() throws Exception {
    openAndClose(4);
    Leftovers before = Leftovers.settled();
    openAndClose(SESSIONS);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(Leftovers.settled().beyond(before)).isEmpty());
  }

  private static void openAndClose(int sessions) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < sessions; i++) {
        int number = i;
        all.add(
            clients.submit(
                () -> {
                  useAndLeave(number);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  /** One in ten says that it leaves; the others are gone. */
  private static void useAndLeave(int number) throws Exception {
    if (number % 10 == 0) {
      try (Connection connection = JdbcDriver.KYUUBI.connect(lab.url());
          Statement statement = connection.createStatement()) {
        statement.execute("select %d as n where true as mine".formatted(number));
        assertThat(texts(statement.executeQuery("select n from mine")))
            .containsExactly(Integer.toString(number));
      }
    } else {
      try (RawClient client = RawClient.connect(lab.server().port())) {
        client.execute("select 1 as n");
      }
    }
  }

  /** What sessions could leave in this process. */
  private record Leftovers(int sessions, Set<String> threads, long sparkSessions) {
    static Leftovers settled() {
      System.gc();
      return new Leftovers(
          lab.server().sessions(),
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              .filter(name -> name.matches("quern-server-(connection|timeout|watch).*"))
              .collect(Collectors.toCollection(TreeSet::new)),
          LiveObjects.count("org.apache.spark.sql.classic.SparkSession"));
    }

    List<String> beyond(Leftovers before) {
      return Stream.of(
              sessions > before.sessions ? "sessions " + sessions : "",
              threads.size() > before.threads.size() + IDLE_THREADS ? "threads " + threads : "",
              sparkSessions > before.sparkSessions + 1
                  ? "Spark sessions " + sparkSessions + " after " + before.sparkSessions
                  : "")
          .filter(text -> !text.isEmpty())
          .toList();
    }
  }

  @Test
  void aClientThatVanishesEndsItsTraining() throws Exception {
    try (RawClient client = RawClient.connect(lab.server().port())) {
      client.execute(
          "select id % 2 as click, id % 50 as user from range(20000) where true as clicks");
      client.begin(endless("vanished"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> client.log().stream().anyMatch(line -> line.startsWith("epoch 2/")));
      assertThat(runningTrainings()).hasSize(1);
      client.vanish();
      long asked = System.nanoTime();
      await().atMost(Duration.ofSeconds(2)).until(() -> runningTrainings().isEmpty());
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
      assertThat(lab.server().sessions()).isZero();
    }
  }

  @Test
  void aClientThatVanishesWhileItWaitsForAnAnswerEndsItsTraining() throws Exception {
    try (RawClient client = RawClient.connect(lab.server().port())) {
      client.execute(
          "select id % 2 as click, id % 50 as user from range(20000) where true as clicks");
      client.sendSynchronously(endless("waiting"));
      await().atMost(Duration.ofSeconds(60)).until(() -> runningTrainings().size() == 1);
      client.vanish();
      await().atMost(Duration.ofSeconds(2)).until(() -> runningTrainings().isEmpty());
      assertThat(lab.server().sessions()).isZero();
    }
    assertThat(modelsOf("vanished", "waiting", "one", "two")).isEmpty();
  }

  private static List<Path> modelsOf(String... names) {
    return Stream.of(names)
        .map(name -> folder.resolve(name).resolve("versions"))
        .filter(Files::exists)
        .flatMap(
            path -> {
              try {
                return Files.list(path);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  private static List<String> runningTrainings() {
    return lab
        .spark()
        .sql("show trainings")
        .filter("state in ('waiting', 'encoding', 'training', 'committing')")
        .collectAsList()
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void noMoreSessionsThanMayBe() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        clients.add(RawClient.connect(lab.server().port()));
      }
      assertThatThrownBy(() -> RawClient.connect(lab.server().port()))
          .hasMessage(
              "ERROR RESOURCE: The server has 100 sessions, as many as it may\n"
                  + "hint: --max-sessions sets how many");
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> lab.server().sessions() == 0);
  }

  @Test
  void aLongResultTakesLittleMemory() throws Exception {
    try (Connection connection = JdbcDriver.HIVE_4.connect(lab.url());
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(10_000);
      try (ResultSet rows =
          statement.executeQuery(
              "select id, id * 0.5D as x, cast(id as string) as t from range(0, %d, 1, 20)"
                  .formatted(ROWS))) {
        long sum = 0;
        long most = 0;
        for (int i = 0; rows.next(); i++) {
          sum += rows.getLong(1);
          if (i % (ROWS / 4) == 0) {
            most = Math.max(most, LiveObjects.usedBytes());
          }
        }
        assertThat(sum).isEqualTo((long) ROWS * (ROWS - 1) / 2);
        assertThat(most - LiveObjects.usedBytes()).isLessThan(100L << 20);
      }
    }
  }
}

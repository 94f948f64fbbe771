package io.quern.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What applications do, by drivers as they are published. */
@OnSharedServer
final class JdbcDriversTest {
  private static final String CLICKS =
      "select id % 2 as click, id % 50 as user from range(1000) where true as clicks";

  @TempDir static Path folder;
  private static ServerLab lab;

  @BeforeAll
  static void start(ServerLab shared) {
    lab = shared;
  }

  @ParameterizedTest
  @EnumSource
  void aSessionTrainsAndPredicts(JdbcDriver driver) throws SQLException {
    Path model = folder.resolve("model-" + driver);
    try (Connection connection = driver.connect(lab.url());
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("set epochs = 2")).isFalse();
      assertThat(statement.execute(CLICKS)).isFalse();
      try (ResultSet trained =
          statement.executeQuery(
              """
              train clicks as DeepCTR.`%s`
              where label = "click" and model = "LR" and epochs = "${epochs}";
              """
                  .formatted(model))) {
        assertThat(trained.next()).isTrue();
        assertThat(trained.getString("path")).isEqualTo(model.toString());
        assertThat(trained.getLong("rows")).isEqualTo(1000);
        assertThat(trained.getInt("epochs")).isEqualTo(2);
        assertThat(trained.getDouble("loss")).isPositive();
        assertThat(trained.next()).isFalse();
      }
      statement.execute("register DeepCTR.`%s` as score".formatted(model));
      try (ResultSet scored =
          statement.executeQuery("select count(*), min(score(*)) > 0 from clicks")) {
        assertThat(scored.next()).isTrue();
        assertThat(scored.getLong(1)).isEqualTo(1000);
        assertThat(scored.getBoolean(2)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessionsKnowNothingOfEachOther(JdbcDriver driver) throws SQLException {
    try (Connection one = driver.connect(lab.url());
        Connection other = driver.connect(lab.url());
        Statement first = one.createStatement();
        Statement second = other.createStatement()) {
      first.execute("select 1 as n where true as mine");
      first.execute("set x = 'one'");
      second.execute("set x = 'other'");
      assertThat(texts(first.executeQuery("select '${x}', '${who}'")))
          .containsExactly("one|a person");
      assertThat(texts(second.executeQuery("select '${x}'"))).containsExactly("other");
      assertThatThrownBy(() -> second.executeQuery("select * from mine"))
          .hasMessageContaining("ERROR NAME at 1:15: Table 'mine' does not exist");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeOfSparkArrives(JdbcDriver driver) throws SQLException {
    String query =
        """
        select true b, 1Y t, 2S s, 3 i, 4L l, cast(1.5 as float) f, 2.5D d, 12.50BD m, 'ü𝄞' c,
          date '2024-02-29' dd, timestamp '2024-02-29 12:34:56.789' ts, X'00FF' bin,
          array(1, null) a, map('k', 1) mp, named_struct('x', 1, 'y', cast(null as string)) st,
          interval '1-2' year to month iv, null n
        union all select null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null, null, null
        """;
    try (Connection connection = driver.connect(lab.url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      ResultSetMetaData columns = rows.getMetaData();
      assertThat(columns.getColumnCount()).isEqualTo(17);
      assertThat(types(columns).subList(0, 12))
          .containsExactly(
              Types.BOOLEAN,
              Types.TINYINT,
              Types.SMALLINT,
              Types.INTEGER,
              Types.BIGINT,
              Types.FLOAT,
              Types.DOUBLE,
              Types.DECIMAL,
              Types.VARCHAR,
              Types.DATE,
              Types.TIMESTAMP,
              Types.BINARY);
      assertThat(columns.getPrecision(8)).isEqualTo(4);
      assertThat(columns.getScale(8)).isEqualTo(2);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBoolean("b")).isTrue();
      assertThat(rows.getByte("t")).isEqualTo((byte) 1);
      assertThat(rows.getShort("s")).isEqualTo((short) 2);
      assertThat(rows.getInt("i")).isEqualTo(3);
      assertThat(rows.getLong("l")).isEqualTo(4);
      assertThat(rows.getFloat("f")).isEqualTo(1.5f);
      assertThat(rows.getDouble("d")).isEqualTo(2.5);
      assertThat(rows.getBigDecimal("m")).isEqualTo(new BigDecimal("12.50"));
      assertThat(rows.getString("c")).isEqualTo("ü𝄞");
      assertThat(rows.getDate("dd")).isEqualTo(Date.valueOf("2024-02-29"));
      assertThat(rows.getTimestamp("ts")).isEqualTo(Timestamp.valueOf("2024-02-29 12:34:56.789"));
      assertThat((byte[]) rows.getObject("bin")).containsExactly(0, 255);
      assertThat(rows.getString("a")).isEqualTo("[1,null]");
      assertThat(rows.getString("mp")).isEqualTo("{\"k\":1}");
      assertThat(rows.getString("st")).isEqualTo("{\"x\":1,\"y\":null}");
      assertThat(rows.getString("iv")).isEqualTo("INTERVAL '1-2' YEAR TO MONTH");
      assertThat(rows.getObject("n")).isNull();
      assertThat(rows.next()).isTrue();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        assertThat(rows.getObject(i)).as(columns.getColumnName(i)).isNull();
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void failuresTellCodePlaceStateAndHint(JdbcDriver driver) throws SQLException {
    try (Connection connection = driver.connect(lab.url());
        Statement statement = connection.createStatement()) {
      statement.execute(CLICKS);
      SQLException option =
          failure(statement, "train clicks as DeepCTR.`x`\nwhere label = 'click' and epoch = 3");
      assertThat(option.getMessage())
          .contains("ERROR OPTION at 2:27: Unknown option 'epoch'")
          .contains("\nhint: Did you mean 'epochs'?");
      assertThat(option.getSQLState()).isEqualTo("22023");
      SQLException atRun = failure(statement, "select 1,\n  raise_error('no')");
      assertThat(atRun.getMessage()).contains("ERROR", "no");
      SQLException late = failure(statement, "select cast(concat('x', id) as int) from range(100)");
      assertThat(late.getMessage()).contains("ERROR DATA at 1:8: ");
      assertThat(texts(statement.executeQuery("select 1"))).containsExactly("1");
    }
  }

  private static SQLException failure(Statement statement, String text) {
    return catchThrowableOfType(SQLException.class, () -> texts(statement.executeQuery(text)));
  }

  @ParameterizedTest
  @EnumSource
  void questionMarksStandForValuesInQueriesAndOptions(JdbcDriver driver) throws SQLException {
    try (Connection connection = driver.connect(lab.url())) {
      try (PreparedStatement query = connection.prepareStatement("select ?, ?, ?, ?, ?")) {
        query.setString(1, "it's \"so\"");
        query.setInt(2, -3);
        query.setDouble(3, 0.25);
        query.setNull(4, Types.VARCHAR);
        query.setBoolean(5, true);
        assertThat(texts(query.executeQuery())).containsExactly("it's \"so\"|-3|0.25|null|true");
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(CLICKS);
      }
      try (PreparedStatement train =
          connection.prepareStatement(
              "train clicks as DeepCTR.`%s` where label = ? and model = ? and epochs = ?"
                  .formatted(folder.resolve("prepared-" + driver)))) {
        train.setString(1, "click");
        train.setString(2, "LR");
        train.setInt(3, 3);
        try (ResultSet trained = train.executeQuery()) {
          assertThat(trained.next()).isTrue();
          assertThat(trained.getInt("epochs")).isEqualTo(3);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancelEndsATrainingAndItsLogIsLive(JdbcDriver driver) throws Exception {
    try (Connection connection = driver.connect(lab.url());
        Statement statement = connection.createStatement()) {
      statement.execute(CLICKS);
      try (RunningStatement training = new RunningStatement(statement, endless("c" + driver))) {
        training.awaitLog("epoch 2/");
        long asked = System.nanoTime();
        statement.cancel();
        SQLException failure = training.failure();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
        assertThat(failure.getMessage()).containsIgnoringCase("cancel");
        assertThat(training.log())
            .anyMatch(line -> line.equals("reading the source"))
            .anyMatch(line -> line.startsWith("training on 1,000 rows: "))
            .anyMatch(line -> line.matches("epoch 1/10000  1,000 rows  [0-9,]+ rows/s  loss .*"));
      }
      assertThat(runningTrainings(statement)).isEmpty();
      assertThat(texts(statement.executeQuery("select 1"))).containsExactly("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTrainingEndsWithItsTime(JdbcDriver driver) throws SQLException {
    try (Connection connection = driver.connect(lab.url());
        Statement statement = connection.createStatement()) {
      statement.execute(CLICKS);
      statement.setQueryTimeout(1);
      long asked = System.nanoTime();
      assertThatThrownBy(() -> statement.execute(endless("t" + driver)))
          .isInstanceOf(SQLTimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
      statement.setQueryTimeout(0);
      assertThat(runningTrainings(statement)).isEmpty();
    }
  }

  private static String endless(String model) {
    return """
        train clicks as DeepCTR.`%s`
        where label = 'click' and model = 'LR' and epochs = 10000"""
        .formatted(folder.resolve(model));
  }

  private static List<String> runningTrainings(Statement statement) throws SQLException {
    return texts(statement.executeQuery("show trainings")).stream()
        .filter(row -> row.matches(".*\\|(waiting|encoding|training|committing)\\|.*"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void longResultsAreFetchedFromTheirStartAgain(JdbcDriver driver) throws SQLException {
    try (Connection connection = driver.connect(lab.url());
        Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(700);
      try (ResultSet rows = statement.executeQuery("select id from range(0, 25000, 1, 3)")) {
        assertThat(sum(rows)).isEqualTo(25_000L * 24_999 / 2);
        rows.beforeFirst();
        assertThat(sum(rows)).isEqualTo(25_000L * 24_999 / 2);
      }
      statement.setMaxRows(10);
      assertThat(texts(statement.executeQuery("select * from range(100)"))).hasSize(10);
    }
  }

  private static long sum(ResultSet rows) throws SQLException {
    long sum = 0;
    while (rows.next()) {
      sum += rows.getLong(1);
    }
    return sum;
  }

  private static List<Integer> types(ResultSetMetaData columns) throws SQLException {
    List<Integer> types = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      types.add(columns.getColumnType(i));
    }
    return types;
  }

  /** Rows with their values joined by a bar. */
  static List<String> texts(ResultSet rows) throws SQLException {
    try (rows) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : "|").append(rows.getString(i));
        }
        texts.add(row.toString());
      }
      return texts;
    }
  }
}

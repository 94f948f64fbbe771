package io.quern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** SQL scores rows as a reader does that knows docs/model-bundle.md and none of the classes. */
@Timeout(240)
final class PredictEqualsIndependentReaderTest {
  private static final double TOLERANCE = 1e-5;

  /**
   * Every kind of feature out of slot order; some values are missing from every nullable column.
   */
  private static final String CLICKS =
      """
      create temporary view clicks as
      select price, city, topics, hour, member, pages, grade,
        int(chance < 1 / (1 + exp(1 + pmod(hash(city), 3) - hour / 6 + coalesce(price, 9) / 20)))
          as click
      from (
        select pmod(hash(id, 10), 10000) / 10000d as chance,
          if(pmod(hash(id, 1), 5) = 0, null, pmod(hash(id, 2), 4000) / 100d) as price,
          if(pmod(hash(id, 3), 9) = 0, null, concat('city-', pmod(hash(id, 4), 8))) as city,
          case pmod(hash(id, 5), 6) when 0 then null when 1 then array()
            else transform(sequence(1, pmod(hash(id, 6), 3) + 1),
              i -> if(pmod(hash(id, i), 7) = 0, null, concat('topic-', pmod(hash(id, i), 12)))) end
            as topics,
          int(pmod(id, 24)) as hour,
          if(pmod(hash(id, 7), 8) = 0, null, pmod(hash(id, 8), 2) = 0) as member,
          if(pmod(id, 4) = 0, null, array(pmod(id, 5), pmod(id, 5), pmod(id, 11))) as pages,
          if(pmod(id, 13) = 0, null, pmod(id, 4) / 2d) as grade
        from range(0, 2000, 1, 2))
      """;

  /** Rows of the training, and rows with nothing, with values never seen, and at the limits. */
  private static final String PROBES =
      """
      create temporary view probes as
      (select price, city, topics, hour, member, pages, grade from clicks limit 300)
      union all
      select * from values
        (double(null), string(null), array(string(null)), int(null), boolean(null),
          array(bigint(null)), double(null)),
        (12.5d, 'nowhere', array('unheard'), -1, true, array(777l), 99.5d),
        (-1e300d, '', array('', 'topic-1', null, 'unheard'), 2147483647, false,
          array(1l, -1l, 9223372036854775807l), -0d),
        (double('NaN'), 'city-1', array('topic-2', 'topic-2', 'topic-3'), 7, null,
          array(null, 2l), double('NaN')),
        (double('Infinity'), 'Zürich 東京 😀', array(), 8, true, array(), double('-Infinity')),
        (1e18d, 'city-2', null, 9, false, null, 1.5d)
      """;

  private static final String COLUMNS = "price, city, topics, hour, member, pages, grade";

  private static final Map<String, String> NETWORKS =
      Map.of(
          "LR", "",
          "FM", "and embeddingDim=4",
          "DeepFM", "and embeddingDim=4 and hiddenUnits='16,8' and batchNorm=true and dropout=0.1");

  @TempDir private static Path folder;

  private static LocalSession session;

  @BeforeAll
  static void train() {
    session = new LocalSession(folder.resolve("copies"));
    session.sql(CLICKS);
    session.sql(PROBES);
    NETWORKS.forEach(
        (network, options) ->
            session.sql(
                """
                train clicks as DeepCTR.`%s` where label='click' and model='%s' and epochs=2
                and batchSize=50 and learningRate=0.02 and categorical='grade' %s
                """
                    .formatted(model(network), network, options)));
  }

  @AfterAll
  static void stop() {
    if (session != null) {
      session.close();
    }
  }

  private static Path model(String network) {
    return folder.resolve(network);
  }

  private static IndependentReader reader(String network) throws IOException {
    return new IndependentReader(model(network).resolve("versions/1"));
  }

  private static List<Row> scored(String network) {
    session.sql("predict probes as DeepCTR.`%s` as scored".formatted(model(network)));
    return session.sql(
        "select *, predict('%s', %s) as called from scored".formatted(model(network), COLUMNS));
  }

  private static Function<String, Object> values(Row row) {
    return column -> {
      Object value = row.getAs(column);
      return value instanceof Seq<?> elements ? CollectionConverters.asJava(elements) : value;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"LR", "FM", "DeepFM"})
  void scoresAsTheReaderDoes(String network) throws IOException {
    IndependentReader reader = reader(network);
    List<Row> rows = scored(network);
    assertThat(rows).hasSize(306);
    assertThat(rows.stream().map(row -> row.<Double>getAs("probability")).distinct().count())
        .as("distinct scores")
        .isGreaterThan(250);
    for (Row row : rows) {
      double expected = reader.score(values(row));
      assertThat(row.<Double>getAs("probability"))
          .as("%s", row)
          .isCloseTo(expected, within(TOLERANCE));
      assertThat(row.<Double>getAs("called")).isEqualTo(row.<Double>getAs("probability"));
    }
  }

  @Test
  void slotsAreCategoriesThenNumbersThenBags() throws IOException {
    assertThat(reader("FM").features())
        .extracting(StoredFeature::name)
        .containsExactly("city", "hour", "member", "grade", "price", "topics", "pages");
  }

  @Test
  void probesHoldValuesThatTheTrainingHasNotSeen() throws IOException {
    List<StoredFeature> features = reader("FM").features();
    assertThat(features.get(0).knows("city-1")).isTrue();
    assertThat(features.get(0).knows("nowhere")).isFalse();
    assertThat(features.get(1).knows(-1)).isFalse();
    assertThat(features.get(3).knows(-0.0)).isTrue();
    assertThat(features.get(3).knows(99.5)).isFalse();
    assertThat(features.get(5).knows("unheard")).isFalse();
  }

  @Test
  void batchNormHasStatisticsOfTheTraining() throws IOException {
    Map<String, double[]> dense = reader("DeepFM").version().dense();
    for (String layer : List.of("mlp/1", "mlp/2")) {
      assertThat(dense.get(layer + "/mean")).doesNotContain(0.0);
      assertThat(dense.get(layer + "/variance")).doesNotContain(1.0);
    }
  }

  @Test
  void pythonTensorFlowScoresTheReadersSlotsTheSame() throws Exception {
    IndependentReader reader = reader("DeepFM");
    List<Row> rows = scored("DeepFM");
    List<double[][]> pooled = new ArrayList<>();
    rows.forEach(row -> pooled.add(reader.pooled(values(row))));
    double[] scores =
        new PythonTensorFlow(Files.createDirectory(folder.resolve("python")))
            .scores(reader.version().savedModel(), pooled);
    assertThat(scores).hasSize(rows.size());
    for (int i = 0; i < scores.length; i++) {
      assertThat(scores[i]).isCloseTo(rows.get(i).<Double>getAs("probability"), within(TOLERANCE));
    }
  }
}

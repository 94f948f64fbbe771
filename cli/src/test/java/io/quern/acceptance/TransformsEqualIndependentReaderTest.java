package io.quern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.api.OptionText;
import io.quern.api.Options;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.MissingCategory;
import io.quern.model.feature.MissingNumber;
import io.quern.model.feature.Pooling;
import io.quern.model.feature.Scaling;
import io.quern.model.feature.Transform;
import io.quern.model.feature.Vocabulary;
import io.quern.runtime.train.TrainJob;
import io.quern.runtime.train.TrainSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Models of every transform score as a reader does that knows docs/model-bundle.md alone. */
@Timeout(240)
final class TransformsEqualIndependentReaderTest {
  private static final InputColumn CITY = new InputColumn("city", ColumnType.STRING);
  private static final InputColumn PRICE = new InputColumn("price", ColumnType.NUMBER);

  private static final FeatureSchema SCHEMA =
      FeatureSchema.builder()
          .column("city", ColumnType.STRING)
          .column("hour", ColumnType.INTEGRAL)
          .column("topics", ColumnType.STRING_ARRAY, FeatureKind.BAG)
          .column("weights", ColumnType.NUMBER_ARRAY)
          .column("pages", ColumnType.INTEGRAL_ARRAY)
          .column("counts", ColumnType.INTEGRAL_ARRAY)
          .column("price", ColumnType.NUMBER)
          .column("visits", ColumnType.INTEGRAL)
          .feature(
              category("city", CITY, new Vocabulary(150, 0), MissingCategory.OWN_ROW).withDim(2))
          .feature(
              category("home", CITY, Vocabulary.ALL, MissingCategory.OWN_ROW)
                  .withTable("city")
                  .withDim(2))
          .feature(
              category(
                  "city_known",
                  CITY,
                  Vocabulary.ALL,
                  MissingCategory.constant(ColumnType.STRING, "city-1")))
          .feature("city_hour", new Transform.Cross(new Vocabulary(1, 50)), "city", "hour")
          .feature("hour_city", new Transform.Cross(Vocabulary.ALL), "hour", "city")
          .feature("topics_pages", new Transform.Cross(Vocabulary.ALL), "topics", "pages")
          .feature(
              Feature.of("price", List.of(PRICE), number(Scaling.LOG, MissingNumber.OWN_ROW))
                  .withDim(1))
          .feature("price_mean", number(Scaling.STANDARD, MissingNumber.MEAN), "price")
          .feature("price_nine", number(Scaling.MIN_MAX, MissingNumber.constant(9)), "price")
          .feature("hour_raw", number(Scaling.NONE, MissingNumber.OWN_ROW), "hour")
          .feature("hour_band", new Transform.Buckets(List.of(6.0, 12.0, 18.0)), "hour")
          .feature("price_part", new Transform.Quantiles(8), "price")
          .feature(
              Feature.of(
                      "price_band",
                      List.of(PRICE),
                      new Transform.Buckets(List.of(5.0, 20.0), MissingNumber.constant(7)))
                  .withDim(3))
          .feature(
              "price_part_known", new Transform.Quantiles(3, MissingNumber.constant(30)), "price")
          .feature("topics_mean", bag(Pooling.MEAN, true, Vocabulary.ALL), "topics", "weights")
          .feature(
              Feature.of(
                      "topics_max",
                      List.of(
                          new InputColumn("topics", ColumnType.STRING_ARRAY),
                          new InputColumn("weights", ColumnType.NUMBER_ARRAY)),
                      bag(Pooling.MAX, true, Vocabulary.ALL))
                  .withDim(1))
          .feature("pages_sum", bag(Pooling.SUM, true, new Vocabulary(1, 6)), "pages", "counts")
          .feature(Feature.ofWholeNumbers(new InputColumn("visits", ColumnType.INTEGRAL)))
          .build();

  private static final String CLICKS =
      """
      create temporary view clicks as
      select double(chance < 1 / (1 + exp(1 + pmod(hash(city), 3) - hour / 6))) as click,
        city, hour, topics, weights, pages, counts, price, visits
      from (
        select pmod(hash(id, 10), 10000) / 10000d as chance,
          if(pmod(hash(id, 3), 9) = 0, null, concat('city-', pmod(hash(id, 4), 12))) as city,
          pmod(id, 24) as hour,
          case pmod(hash(id, 5), 6) when 0 then null when 1 then array()
            else transform(sequence(1, pmod(hash(id, 6), 3) + 1),
              i -> if(pmod(hash(id, i), 7) = 0, null, concat('topic-', pmod(hash(id, i), 9)))) end
            as topics,
          if(pmod(id, 7) = 0, null, array(pmod(id, 5) / 2d - 0.5, if(pmod(id, 3) = 0, null, 2d)))
            as weights,
          if(pmod(id, 4) = 0, null, array(pmod(id, 5), pmod(id, 5), pmod(id, 11))) as pages,
          array(pmod(id, 3), pmod(id, 2)) as counts,
          if(pmod(hash(id, 1), 5) = 0, null, pmod(hash(id, 2), 4000) / 100d) as price,
          if(pmod(hash(id, 7), 8) = 0, null,
            bigint(9000 * pow(pmod(hash(id, 8), 1000) / 1000d, 30)) - 3) as visits
        from range(0, 2000, 1, 2))
      """;

  /** Rows of the training, and rows with nothing, with values never seen, and at the limits. */
  private static final String PROBES =
      """
      create temporary view probes as
      (select city, hour, topics, weights, pages, counts, price, visits from clicks limit 300)
      union all
      select * from values
        (string(null), bigint(null), array(string(null)), array(1d), array(bigint(null)),
          array(1l), double(null), bigint(null)),
        ('nowhere', -1l, array('unheard', 'topic-1'), array(0d, 0d), array(777l), array(5l), 99.5d, 1234567890123l),
        ('', 1000l, array('topic-2', null, 'topic-3'), array(-2d, 7d, double('NaN')),
          array(1l, 2l), array(-3l, 4l, 9l), -1e300d, -77l),
        ('city-1', 7l, array(), array(), array(), array(), double('Infinity'), 0l)
      """;

  private static final String COLUMNS = "city, hour, topics, weights, pages, counts, price, visits";

  @TempDir private static Path folder;

  private static LocalSession session;

  @BeforeAll
  static void start() {
    session = new LocalSession(folder.resolve("copies"));
    session.sql(CLICKS);
    session.sql(PROBES);
  }

  @AfterAll
  static void stop() {
    if (session != null) {
      session.close();
    }
  }

  private static Feature category(
      String name, InputColumn column, Vocabulary limits, MissingCategory missing) {
    return Feature.of(name, List.of(column), new Transform.Category(limits, missing));
  }

  private static Transform.Number number(Scaling scaling, MissingNumber missing) {
    return new Transform.Number(scaling, missing);
  }

  private static Transform.Bag bag(Pooling pooling, boolean weighted, Vocabulary vocabulary) {
    return new Transform.Bag(pooling, weighted, vocabulary);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FM", "DeepFM"})
  void scoresAsTheReaderDoes(String network) throws IOException {
    Path model = folder.resolve(network);
    train(network, model);
    assertThat(
            session.sql("describe model '%s'".formatted(model)).stream()
                .map(row -> row.<String>getAs("item")))
        .contains("quantity(visits)");
    IndependentReader reader = new IndependentReader(model.resolve("versions/1"));
    List<Row> rows =
        session.sql(
            "select *, predict('%s', %s) as probability from probes".formatted(model, COLUMNS));
    assertThat(rows).hasSize(304);
    assertThat(rows.stream().map(row -> row.<Double>getAs("probability")).distinct().count())
        .as("distinct scores")
        .isGreaterThan(250);
    for (Row row : rows) {
      assertThat(row.<Double>getAs("probability"))
          .as("%s", row)
          .isCloseTo(reader.score(values(row)), within(1e-5));
    }
  }

  private static Function<String, Object> values(Row row) {
    return column -> {
      Object value = row.getAs(column);
      return value instanceof Seq<?> elements ? CollectionConverters.asJava(elements) : value;
    };
  }

  private static OptionText option(String name, String text) {
    return new OptionText(name, text, SourcePosition.START, SourcePosition.START);
  }

  private static void train(String network, Path model) {
    Map<String, String> given =
        Map.of(
            "label", "click",
            "model", network,
            "epochs", "2",
            "batchSize", "50",
            "learningRate", "0.02");
    List<OptionText> texts = new ArrayList<>();
    given.forEach((option, text) -> texts.add(option(option, text)));
    texts.add(option("embeddingDim", "4"));
    if (network.equals("DeepFM")) {
      texts.add(option("hiddenUnits", "8"));
    }
    Options options = DeepCtrOptions.SET.resolve(texts);
    TrainSpec spec =
        new TrainSpec(
            "transforms-" + network,
            "DeepCTR",
            model.toString(),
            "click",
            SCHEMA.columns(),
            SCHEMA.features(),
            TrainingOptions.from(options),
            options.texts(),
            "train clicks as DeepCTR.`" + model + "`",
            "clicks",
            List.of(),
            Instant.now());
    TrainJob.run(
        session.session().sparkContext(),
        new Configuration(),
        session.session().sql("select * from clicks").queryExecution().toRdd(),
        Optional.empty(),
        spec,
        progress -> {});
  }
}

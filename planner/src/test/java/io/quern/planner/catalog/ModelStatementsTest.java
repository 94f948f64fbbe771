package io.quern.planner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.QuernException;
import io.quern.planner.PlannerSession;
import io.quern.planner.Rejections;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** SHOW, DESCRIBE, DROP, REGISTER and PREDICT on models that TRAIN has made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ModelStatementsTest {
  private final SparkSession session = PlannerSession.open();

  @TempDir static Path folder;

  @BeforeAll
  void trainTwoVersions() {
    session.sql(
        "create temporary view clicks as select cast(pmod(id * 7, 10) < pmod(id, 5) * 2 as int) as"
            + " click, pmod(id, 5) as ad, concat('c', pmod(id, 3)) as city from range(500)");
    train("ctr", "keepVersion=true");
    train("ctr", "keepVersion=true and learningRate=0.01");
  }

  private void train(String name, String options) {
    session.sql(
        "train clicks as DeepCTR.`%s/%s` where label='click' and model='LR' and epochs=1 and %s"
            .formatted(folder, name, options));
  }

  @Test
  void showsTheVersionsOfAModelAndTheModelsOfAFolder() {
    List<Row> versions = rows("show models in '%s/ctr'");
    assertThat(versions.get(0).schema().fieldNames())
        .containsExactly(
            "path",
            "version",
            "tags",
            "algorithm",
            "model",
            "rows",
            "loss",
            "auc",
            "validationLoss",
            "validationAuc",
            "created");
    assertThat(versions).extracting(row -> row.getInt(1)).containsExactly(1, 2);
    assertThat(versions)
        .allSatisfy(
            row -> {
              assertThat(row.getString(0)).isEqualTo(folder + "/ctr");
              assertThat(row.<String>getAs("model")).isEqualTo("LR");
              assertThat(row.<Long>getAs("rows")).isEqualTo(500);
              assertThat(row.<Double>getAs("auc")).isBetween(0.5, 1.0);
              assertThat(row.<Double>getAs("validationAuc")).isNull();
              assertThat(row.<String>getAs("tags")).isNull();
            });
    assertThat(rows("show models in '%s'")).isEqualTo(versions);
  }

  @Test
  void describesAVersion() {
    List<Row> newest = rows("describe model '%s/ctr'");
    assertThat(section(newest, "model"))
        .contains("path = " + folder + "/ctr", "version = 2", "network = LR");
    assertThat(section(newest, "features"))
        .containsExactly(
            "ad = category(ad): 0 of 500 rows missing, 5 distinct values, 5 kept, 0 times another",
            "city = category(city): 0 of 500 rows missing, 3 distinct values, 3 kept,"
                + " 0 times another");
    assertThat(section(newest, "columns")).containsExactly("ad = BIGINT", "city = STRING");
    assertThat(section(newest, "options")).contains("label = click", "learningRate = 0.01");
    assertThat(section(newest, "metrics")).anyMatch(line -> line.startsWith("auc = 0."));
    assertThat(section(newest, "lineage"))
        .contains("source = clicks", "rows = 500", "seed = 42")
        .anyMatch(line -> line.startsWith("statement = train clicks as DeepCTR"));
    assertThat(section(rows("describe model '%s/ctr' version 1"), "model")).contains("version = 1");
  }

  @Test
  void describesFeaturesWithWhatWasFitted() {
    session.sql(
        "create temporary view fitted as select cast(id % 2 as int) as click, if(id < 6, 1, id) as"
            + " user, cast(id as double) as price, if(id = 0, null, array('a')) as tags from"
            + " range(8)");
    rows(
        "train fitted as DeepCTR.`%s/fitted` columns (category(user, minCount => 2),"
            + " number(price, scale => log), buckets(price, quantiles => 2) as half,"
            + " cross(user, tags, maxSize => 1)) where label='click' and model='LR' and epochs=1");
    assertThat(section(rows("describe model '%s/fitted'"), "features"))
        .containsExactly(
            "user = category(user, minCount => 2): 0 of 8 rows missing, 3 distinct values, 1 kept,"
                + " 2 times another",
            "price = number(price, scale => log): 0 of 8 rows missing, of sign(x) * ln(1 + |x|):"
                + " mean 1.32558, deviation 0.657966, min 0.00000, max 2.07944",
            "half = buckets(price, quantiles => 2): 0 of 8 rows missing, boundaries (4.00000)",
            "tags = bag(tags): 1 of 8 rows missing, 1 distinct values, 1 kept, 0 times another",
            "user_x_tags = cross(user, tags, maxSize => 1): 1 of 8 rows missing, 3 distinct values,"
                + " 1 kept, 2 times another");
  }

  @Test
  void describesVectorsOfSeveralLengths() {
    session.sql(
        "create temporary view sized as select cast(id % 2 as int) as click, if(id < 6, null, id)"
            + " as user, cast(id as double) as price from range(8)");
    rows(
        "train sized as DeepCTR.`%s/sized` columns (category(user, missing => -1, dim => 2))"
            + " where label='click' and model='FM' and embeddingDim=4 and epochs=1");
    List<Row> described = rows("describe model '%s/sized'");
    assertThat(section(described, "model")).contains("row width = 5 floats; 3 of user");
    assertThat(section(described, "features"))
        .contains(
            "user = category(user, missing => -1, dim => 2): 0 of 8 rows missing, 3 distinct values,"
                + " 3 kept, 0 times another");
    rows("drop model '%s/sized'");
  }

  @Test
  void showsTheFunctionsOfAnAlgorithm() {
    List<Row> functions = session.sql("show functions for deepctr").collectAsList();
    assertThat(functions.get(0).schema().fieldNames())
        .containsExactly("function", "argument", "type", "default", "description");
    assertThat(functions)
        .extracting(row -> "%s %s: %s".formatted(row.get(0), row.get(1), row.get(2)))
        .contains(
            "category column: one column, STRING, BOOLEAN or a number",
            "category minCount: a whole number, at least 1",
            "cross columns: 2 to 8 columns, STRING, BOOLEAN, a number, or an array of STRING,"
                + " BOOLEAN or whole numbers");
    assertThat(rejected("show functions for DeepCRT").hint())
        .contains("Did you mean 'DeepCTR'? See SHOW ALGORITHMS");
  }

  @Test
  void tellsWhatIsMissing() {
    assertThat(rejected("describe model '%s/none'").headline())
        .isEqualTo("ERROR MODEL at 1:16: No model at '%s/none'".formatted(folder));
    assertThat(rejected("drop model '%s/none' version 3").headline())
        .isEqualTo("ERROR MODEL at 1:12: No model at '%s/none'".formatted(folder));
    QuernException version = rejected("describe model '%s/ctr' version 7");
    assertThat(version.headline())
        .isEqualTo("ERROR MODEL at 1:16: Model '%s/ctr' has no version 7".formatted(folder));
    assertThat(version.hint()).contains("Its versions: 1, 2.");
    assertThat(rejected("show models in '%s/none'").headline())
        .startsWith("ERROR STORAGE at 1:16: Cannot read folder '%s/none'".formatted(folder));
  }

  @Test
  void dropsAVersionThenTheModel() {
    train("gone", "keepVersion=true");
    train("gone", "keepVersion=true");
    rows("drop model '%s/gone' version 1");
    assertThat(rows("show models in '%s/gone'"))
        .extracting(row -> row.getInt(1))
        .containsExactly(2);
    rows("drop model '%s/gone'");
    assertThat(rejected("drop model '%s/gone'").headline())
        .isEqualTo("ERROR MODEL at 1:12: No model at '%s/gone'".formatted(folder));
  }

  @Test
  void aTagFollowsTheVersionItNamesFromStatementToStatement() {
    train("tagged", "keepVersion=true");
    train("tagged", "keepVersion=true and learningRate=0.01");
    List<Row> tagged = rows("tag model '%s/tagged' version 1 as 'prod'");
    assertThat(tagged.get(0).schema().fieldNames()).containsExactly("path", "version", "tags");
    assertThat(tagged.get(0).getString(2)).isEqualTo("prod");
    assertThat(rows("show models in '%s/tagged'"))
        .extracting(row -> row.<String>getAs("tags"))
        .containsExactly("prod", null);
    assertThat(rows("register DeepCTR.`%s/tagged` as live where version='prod'"))
        .extracting(row -> row.getString(1))
        .contains("1, then what 'prod' names at each statement");
    List<Row> first = rows("select predict('%s/tagged', *, version => 1) from clicks");
    assertThat(rows("select live(*) from clicks")).isEqualTo(first);
    assertThat(rows("select predict('%s/tagged', *, version => 'prod') from clicks"))
        .isEqualTo(first);

    rows("promote model '%s/tagged' version 2 as prod if auc >= 0 and loss < 10");

    List<Row> second = rows("select predict('%s/tagged', *, version => 2) from clicks");
    assertThat(rows("select live(*) from clicks")).isEqualTo(second).isNotEqualTo(first);
    assertThat(section(rows("describe model '%s/tagged' version 'prod'"), "model"))
        .contains("version = 2", "tags = prod");
    rows("drop model '%s/tagged' tag 'prod'");
    rows("drop model '%s/tagged'");
  }

  @Test
  void restoresAVersionAsTheNewest() {
    train("restored", "keepVersion=true");
    train("restored", "keepVersion=true and learningRate=0.01");

    List<Row> restored = rows("restore model '%s/restored' to version 1");

    assertThat(restored.get(0).getInt(1)).isEqualTo(3);
    assertThat(rows("select predict('%s/restored', *) from clicks"))
        .isEqualTo(rows("select predict('%s/restored', *, version => 1) from clicks"));
    rows("drop model '%s/restored'");
  }

  @Test
  void refusesToPromoteWhatIsNotGoodEnough() {
    QuernException refused = rejected("promote model '%s/ctr' version 1 as 'prod'\n if auc > 1");
    assertThat(refused.headline())
        .startsWith("ERROR MODEL at 2:5: Version 1 of model '%s/ctr' is not".formatted(folder))
        .endsWith(", wanted is more than 1");
    assertThat(rejected("promote model '%s/ctr' version 1 as prod if acu > 1").hint())
        .contains("Did you mean 'auc'?");
    assertThat(rejected("describe model '%s/ctr' version 'prod'").headline())
        .isEqualTo("ERROR MODEL at 1:16: Model '%s/ctr' has no tag 'prod'".formatted(folder));
  }

  @Test
  void registersAFunctionThatStaysWithItsVersion() {
    assertThat(rows("register DeepCTR.`%s/ctr` as score"))
        .extracting(row -> row.getString(0) + " = " + row.getString(1))
        .containsExactly(
            "function = score(ad BIGINT, city STRING)",
            "returns = DOUBLE, the probability of label 1",
            "path = " + folder + "/ctr",
            "version = 2");
    assertThat(rows("register DeepCTR.`%s/ctr` as oldest where version='1'"))
        .extracting(row -> row.getString(1))
        .contains("1");
    List<Row> scored =
        rows(
            "select score(*) as p, score(ad, city) as q, score(city => city, ad => ad) as r from"
                + " clicks");
    assertThat(scored).hasSize(500);
    assertThat(scored)
        .allSatisfy(
            row -> {
              assertThat(row.getDouble(0)).isBetween(0.0, 1.0).isEqualTo(row.getDouble(1));
              assertThat(row.getDouble(2)).isEqualTo(row.getDouble(0));
            });
  }

  @Test
  void registersAFunctionThatFollowsTheNewestVersion() {
    train("moving", "keepVersion=true");
    assertThat(rows("register DeepCTR.`%s/moving` as moving where version='newest'"))
        .extracting(row -> row.getString(1))
        .contains("1, then the newest of each statement");
    train("moving", "keepVersion=true");
    assertThat(rows("select moving(*) from clicks limit 1")).hasSize(1);
  }

  @Test
  void rejectsWhatCannotBeRegistered() {
    assertThat(rejected("register DeepCTR.`%s/none` as f").headline())
        .isEqualTo("ERROR MODEL at 1:18: No model at '%s/none'".formatted(folder));
    assertThat(rejected("register DeepCTR.`%s/ctr` as f where version='o l d'").headline())
        .endsWith(": Option 'version' must be a version's number, a tag, or newest, found 'o l d'");
    assertThat(rejected("register DeepCTR.`%s/ctr` as f where version='old'").headline())
        .isEqualTo("ERROR MODEL at 1:18: Model '%s/ctr' has no tag 'old'".formatted(folder));
    assertThat(rejected("register DeepCTR.`%s/ctr` as\n upper").headline())
        .isEqualTo("ERROR NAME at 2:2: Function 'upper' is built in and cannot be registered");
    assertThat(rejected("register Deep.`%s/ctr` as f").headline())
        .isEqualTo("ERROR NAME at 1:10: Unknown algorithm 'Deep'");
  }

  @Test
  void predictAddsTheProbabilityToAllColumns() {
    assertThat(
            session.sql("predict clicks as DeepCTR.`%s/ctr` as scored".formatted(folder)).columns())
        .containsExactly("click", "ad", "city", "probability");
    assertThat(rows("select probability from scored"))
        .isEqualTo(rows("select predict('%s/ctr', *) from clicks"));
    assertThat(
            rows("predict (select * from clicks where ad = 1) as DeepCTR.`%s/ctr` where version=1"))
        .hasSize(100)
        .allSatisfy(row -> assertThat(row.getDouble(3)).isBetween(0.0, 1.0));
  }

  @Test
  void placesTheErrorsOfPredict() {
    assertThat(rejected("predict clicks as DeepCTR.`%s/none`").headline())
        .isEqualTo("ERROR MODEL at 1:27: No model at '%s/none'".formatted(folder));
    assertThat(rejected("predict click as DeepCTR.`%s/ctr`").headline())
        .isEqualTo("ERROR NAME at 1:9: Table 'click' does not exist");
    QuernException twice =
        rejected("predict (select *, 1 as probability from clicks) as DeepCTR.`%s/ctr` as again");
    assertThat(twice.headline())
        .isEqualTo("ERROR NAME at 1:61: The source has a column 'probability' already");
    assertThat(twice.hint()).contains("Rename it in a query: PREDICT (SELECT …) AS …");
    assertThat(session.catalog().tableExists("again")).isFalse();
  }

  @Test
  void explainsPredictWithoutMakingItsView() {
    rows("explain predict clicks as DeepCTR.`%s/ctr` as unmade");
    assertThat(session.catalog().tableExists("unmade")).isFalse();
  }

  private List<Row> rows(String statement) {
    return session.sql(statement.formatted(folder)).collectAsList();
  }

  private QuernException rejected(String statement) {
    return Rejections.of(session, statement.formatted(folder));
  }

  private static List<String> section(List<Row> rows, String name) {
    return rows.stream()
        .filter(row -> row.getString(0).equals(name))
        .map(row -> row.getString(1) + " = " + row.getString(2))
        .toList();
  }
}

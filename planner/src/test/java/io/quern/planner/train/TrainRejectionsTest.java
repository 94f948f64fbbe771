package io.quern.planner.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.QuernException;
import io.quern.planner.PlannerSession;
import io.quern.planner.Rejections;
import io.quern.planner.session.Notes;
import io.quern.planner.session.Registration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be wrong with a TRAIN ends before anything starts. */
final class TrainRejectionsTest {
  private final SparkSession session = PlannerSession.open();

  @TempDir Path folder;

  @BeforeEach
  void createTables() {
    session.sql(
        "create temporary view clicks as select 1 as click, 2L as user, 'rome' as city,"
            + " 0.5D as price, map('a', 'b') as attrs, array(0.5D) as scores");
    session.sql("create temporary view holdout as select 1 as click, 2L as user");
    session.sql(
        "create temporary view retyped as select 1 as click, '2' as user, 'rome' as city,"
            + " 0.5D as price");
  }

  @Test
  void unknownTable() {
    QuernException error = rejected("train clikcs as DeepCTR.`m` where label='click'");
    assertThat(error.headline()).isEqualTo("ERROR NAME at 1:7: Table 'clikcs' does not exist");
    assertThat(error.hint()).contains("Did you mean 'clicks'?");
  }

  @Test
  void unknownTableInTheQueryOfTheSource() {
    assertThat(
            rejected("train (\n  select *\n  from nowhere\n) as DeepCTR.`m` where label='click'")
                .headline())
        .isEqualTo("ERROR NAME at 3:8: Table 'nowhere' does not exist");
  }

  @Test
  void unknownColumnInTheQueryOfTheSource() {
    QuernException error =
        rejected("train (select clik as c from clicks) as DeepCTR.`m` where label='c'");
    assertThat(error.headline()).isEqualTo("ERROR NAME at 1:15: Column 'clik' does not exist");
    assertThat(error.hint()).contains("Did you mean 'click'?");
  }

  @Test
  void syntaxErrorInTheQueryOfTheSource() {
    assertThat(rejected("train (select 1 fromm t where) as DeepCTR.`m` where label='c'").headline())
        .isEqualTo("ERROR PARSE at 1:23: Syntax error at or near 't'.");
  }

  @Test
  void unknownAlgorithm() {
    QuernException error = rejected("train clicks as DeepCRT.`m` where label='click'");
    assertThat(error.headline()).isEqualTo("ERROR NAME at 1:17: Unknown algorithm 'DeepCRT'");
    assertThat(error.hint()).contains("Did you mean 'DeepCTR'? See SHOW ALGORITHMS");
  }

  @Test
  void unknownOption() {
    QuernException error =
        rejected("train clicks as DeepCTR.`m`\nwhere label='click'\n  and learing_rate='1'");
    assertThat(error.headline())
        .isEqualTo("ERROR OPTION at 3:7: Unknown option 'learing_rate' for DeepCTR");
    assertThat(error.hint()).contains("Did you mean 'learningRate'?");
  }

  @Test
  void optionGivenTwice() {
    assertThat(
            rejected("train clicks as DeepCTR.`m` where label='click'\nand epochs=1\nand Epochs=2")
                .headline())
        .isEqualTo("ERROR OPTION at 3:5: Option 'epochs' is given twice (first at 2:5)");
  }

  @Test
  void optionOfTheWrongTypeOrRange() {
    assertThat(
            rejected("train clicks as DeepCTR.`m` where label='click'\nand epochs='ten'")
                .headline())
        .isEqualTo("ERROR OPTION at 2:12: Option 'epochs' expects a whole number, found 'ten'");
    assertThat(
            rejected("train clicks as DeepCTR.`m` where label='click'\nand learningRate=-0.1")
                .headline())
        .isEqualTo(
            "ERROR OPTION at 2:18: Option 'learningRate' must be greater than 0.0 and at most"
                + " 10.0, found '-0.1'");
  }

  @Test
  void optionOfAnotherNetwork() {
    QuernException error =
        rejected(
            "train clicks as DeepCTR.`m` where label='click'\nand model='FM' and hiddenUnits='8'");
    assertThat(error.headline())
        .isEqualTo("ERROR OPTION at 2:32: Network 'FM' has no option 'hiddenUnits'");
    assertThat(error.hint())
        .hasValueSatisfying(hint -> assertThat(hint).startsWith("It is an option of "));
  }

  @Test
  void vectorsThatAreLongerThanTheNetworks() {
    QuernException error =
        rejected(
            "train clicks as DeepCTR.`m` columns (category(city),\n"
                + "number(price, dim => 9)) where label='click' and embeddingDim=8");
    assertThat(error.headline())
        .isEqualTo(
            "ERROR OPTION at 2:22: Argument 'dim' must be at most embeddingDim, 8, found '9'");
    assertThat(error.hint()).contains("Raise option embeddingDim, or leave the argument out");
  }

  @Test
  void vectorsOfANetworkThatHasNone() {
    QuernException error =
        rejected(
            "train clicks as DeepCTR.`m` columns (category(city, dim => 2))\n"
                + "where label='click' and model='LR'");
    assertThat(error.headline())
        .isEqualTo(
            "ERROR OPTION at 1:60: Network 'LR' has no vectors, so argument 'dim' has no meaning");
    assertThat(error.hint()).contains("Leave it out");
  }

  @Test
  void networkThatDoesNotFitTheFeatures() {
    assertThat(
            rejected(
                    "train clicks as DeepCTR.`m` where label='click' and features='user'\n"
                        + "and model='AFM'")
                .headline())
        .isEqualTo("ERROR OPTION at 2:11: Network 'AFM' needs at least two features, found 1");
    assertThat(
            rejected(
                    "train clicks as DeepCTR.`m` where label='click' and model='FinalMLP'\n"
                        + "and context1='usr'")
                .toString())
        .isEqualTo(
            "ERROR OPTION at 2:14: Option 'context1' names feature 'usr', which there is not"
                + " (Did you mean 'user'?)");
  }

  @Test
  void labelMissing() {
    assertThat(rejected("train clicks as DeepCTR.`m` where model='LR'").headline())
        .isEqualTo("ERROR OPTION: Option 'label' is required for DeepCTR");
  }

  @Test
  void unknownLabel() {
    QuernException error = rejected("train clicks as DeepCTR.`m` where\n label='clik'");
    assertThat(error.headline())
        .isEqualTo(
            "ERROR NAME at 2:8: Label column 'clik' does not exist; columns: click, user, city,"
                + " price, attrs, scores");
    assertThat(error.hint()).contains("Did you mean 'click'?");
  }

  @Test
  void labelOfAnUnusableType() {
    assertThat(rejected("train clicks as DeepCTR.`m` where label='attrs'").headline())
        .isEqualTo(
            "ERROR TYPE at 1:41: Label column 'attrs' has type MAP<STRING, STRING>, expected"
                + " BOOLEAN, a number or STRING");
  }

  @Test
  void featuresThatDoNotExistOrAreOfUnusableTypes() {
    assertThat(
            rejected("train clicks as DeepCTR.`m` where label='click' and features='usr'")
                .headline())
        .isEqualTo(
            "ERROR NAME at 1:62: Feature column 'usr' does not exist; columns: click, user, city,"
                + " price, attrs, scores");
    assertThat(
            rejected("train clicks as DeepCTR.`m` where label='click' and features='scores'")
                .headline())
        .isEqualTo(
            "ERROR TYPE at 1:62: Feature column 'scores' has type ARRAY<DOUBLE>; supported are"
                + " numbers, BOOLEAN, STRING, and arrays of whole numbers, BOOLEAN or STRING");
  }

  @Test
  void twoWaysOfValidation() {
    QuernException error =
        rejected(
            "train clicks as DeepCTR.`m` where label='click' and validationTable='holdout'\n"
                + " and validationFraction=0.1");
    assertThat(error.headline())
        .isEqualTo(
            "ERROR OPTION at 1:69: Options 'validationTable' and 'validationFraction' exclude each"
                + " other");
    assertThat(error.hint()).contains("Give the one or the other");
  }

  @Test
  void validationTableThatDoesNotExistOrDoesNotFit() {
    assertThat(validating("holdut").headline())
        .isEqualTo("ERROR NAME at 1:69: Table 'holdut' does not exist");
    assertThat(validating("holdout").headline())
        .isEqualTo(
            "ERROR NAME at 1:69: Column 'city' of validation table 'holdout' does not exist;"
                + " columns: click, user");
    assertThat(validating("retyped").headline())
        .isEqualTo(
            "ERROR TYPE at 1:69: Column 'user' of validation table 'retyped' has type STRING, the"
                + " source has BIGINT");
  }

  private QuernException validating(String table) {
    return rejected(
        "train clicks as DeepCTR.`m` where label='click' and validationTable='%s'"
            .formatted(table));
  }

  @Test
  void sourceThatIsAStream() throws Exception {
    session.readStream().format("rate").load().createTempView("ticks");
    assertThat(rejected("train ticks as DeepCTR.`m` where label='value'").headline())
        .isEqualTo("ERROR TYPE: The source is a stream; TRAIN reads it to its end");
  }

  @Test
  void severalWorkersInModeSync() {
    assertThat(
            rejected(
                    "train clicks as DeepCTR.`m` where label='click' and mode='sync'\n"
                        + "and workers=2")
                .headline())
        .isEqualTo("ERROR OPTION at 2:13: Option 'workers' must be 1 in mode 'sync', found '2'");
  }

  @Test
  void pathThatIsNoPath() {
    assertThat(rejected("train clicks as DeepCTR.`nofs://x/y` where label='click'").headline())
        .isEqualTo(
            "ERROR STORAGE at 1:25: Invalid path 'nofs://x/y': No FileSystem for scheme"
                + " \"nofs\"");
  }

  @Test
  void pathThatHoldsOtherFiles() throws Exception {
    java.nio.file.Files.writeString(folder.resolve("x.txt"), "x");
    QuernException error =
        rejected("train clicks as DeepCTR.`%s` where label='click'".formatted(folder));
    assertThat(error.headline())
        .isEqualTo(
            "ERROR MODEL at 1:25: '%s' holds other files and is not a Quern model"
                .formatted(folder));
  }

  @Test
  void notesOptionsThatAreIgnoredAndColumnsThatAreSkipped() {
    List<String> notes = new ArrayList<>();
    try (Registration ignored = Notes.listen(session, notes::add)) {
      session
          .sql(
              "explain train (select *, click as y from clicks union all select *, 0 from clicks)\n"
                  + "as DeepCTR.`%s/m` where label='y' and model='LR'\n".formatted(folder)
                  + "and `fitParam.0.jobName`='worker' and kafkaParam.topic='t'")
          .collectAsList();
    }
    assertThat(notes)
        .containsExactly(
            "Option 'fitParam.0.jobName' has no meaning here and is ignored",
            "Option 'kafkaParam.topic' has no meaning here and is ignored",
            "Column 'attrs' of type MAP<STRING, STRING> is skipped;"
                + " to learn from it: train (select *, attrs['KEY'] as KEY from …)",
            "Column 'scores' of type ARRAY<DOUBLE> is skipped;"
                + " to learn from it: train (select *, scores[0] as first from …)");
  }

  private QuernException rejected(String statement) {
    return Rejections.of(session, statement);
  }
}

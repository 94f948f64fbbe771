package io.quern.parser;

import static io.quern.parser.ParsedText.at;
import static io.quern.parser.ParsedText.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.quern.parser.tree.MetricCondition;
import io.quern.parser.tree.PlacedText;
import io.quern.parser.tree.SqlCancelTraining;
import io.quern.parser.tree.SqlCondition;
import io.quern.parser.tree.SqlDescribeModel;
import io.quern.parser.tree.SqlDropModel;
import io.quern.parser.tree.SqlPromoteModel;
import io.quern.parser.tree.SqlRestoreModel;
import io.quern.parser.tree.SqlShowAlgorithms;
import io.quern.parser.tree.SqlShowFunctions;
import io.quern.parser.tree.SqlShowModels;
import io.quern.parser.tree.SqlShowOptions;
import io.quern.parser.tree.SqlShowTraining;
import io.quern.parser.tree.SqlShowTrainings;
import io.quern.parser.tree.SqlTagModel;
import org.junit.jupiter.api.Test;

/** SHOW, and the statements about trainings, models and versions. */
final class DialectParserModelTest {
  @Test
  void readsShow() {
    parse(SqlShowAlgorithms.class, "show algorithms");
    assertThat(parse(SqlShowOptions.class, "show options for DeepCTR").algorithm())
        .isEqualTo(new PlacedText("DeepCTR", at(1, 18)));
    assertThat(parse(SqlShowFunctions.class, "show functions for DeepCTR").algorithm())
        .isEqualTo(new PlacedText("DeepCTR", at(1, 20)));
    assertThat(parse(SqlShowModels.class, "show models in '/models'").path())
        .isEqualTo(new PlacedText("/models", at(1, 16)));
  }

  @Test
  void readsWhatSeesAndEndsTrainings() {
    parse(SqlShowTrainings.class, "show trainings");
    assertThat(parse(SqlShowTraining.class, "show training '3f2c'").id())
        .isEqualTo(new PlacedText("3f2c", at(1, 15)));
    assertThat(parse(SqlCancelTraining.class, "cancel training `3f2c`").id())
        .isEqualTo(new PlacedText("3f2c", at(1, 17)));
  }

  @Test
  void readsDescribeAndDropModel() {
    SqlDescribeModel describe = parse(SqlDescribeModel.class, "desc model 'hdfs://x/m' version 12");
    assertThat(describe.path()).isEqualTo(new PlacedText("hdfs://x/m", at(1, 12)));
    assertThat(describe.version()).contains(new PlacedText("12", at(1, 33)));
    assertThat(parse(SqlDescribeModel.class, "describe model 'm' version 'prod'").version())
        .contains(new PlacedText("prod", at(1, 28)));
    assertThat(parse(SqlDescribeModel.class, "describe model `a/b`").version()).isEmpty();
    SqlDropModel drop = parse(SqlDropModel.class, "drop model \"a/b\" version 3");
    assertThat(drop.path().text()).isEqualTo("a/b");
    assertThat(drop.version()).hasValue(3);
    assertThat(drop.tag()).isEmpty();
    assertThat(parse(SqlDropModel.class, "drop model 'm' tag prod").tag())
        .contains(new PlacedText("prod", at(1, 20)));
  }

  @Test
  void readsWhatNamesAndRestoresVersions() {
    SqlTagModel tag = parse(SqlTagModel.class, "tag model 'm' version 3 as 'prod'");
    assertThat(tag.path().text()).isEqualTo("m");
    assertThat(tag.version()).isEqualTo(3);
    assertThat(tag.tag()).isEqualTo(new PlacedText("prod", at(1, 28)));
    SqlPromoteModel promote =
        parse(SqlPromoteModel.class, "promote model 'm' version 3 as p if auc >= 0.8 and x < -1");
    assertThat(promote.conditions())
        .containsExactly(
            new MetricCondition(
                new PlacedText("auc", at(1, 37)),
                SqlCondition.Comparison.AT_LEAST,
                new PlacedText("0.8", at(1, 44))),
            new MetricCondition(
                new PlacedText("x", at(1, 52)),
                SqlCondition.Comparison.LESS,
                new PlacedText("-1", at(1, 56))));
    SqlRestoreModel restore = parse(SqlRestoreModel.class, "restore model 'm' to version 7");
    assertThat(restore.version()).isEqualTo(new PlacedText("7", at(1, 30)));
  }
}

package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.SourcePosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnershipTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "train t as A.`p`,TRAIN",
        "Train,TRAIN",
        "(train t),SPARK",
        "RUN command as ET.``,RUN",
        "predict t as A.`p`,PREDICT",
        "register A.`p` as f,REGISTER",
        "include 'x',INCLUDE",
        "save t as csv.`x`,SAVE",
        "load csv.`x` as t,LOAD",
        "load data.`x` as t,LOAD",
        "load /* c */ data . `x` as t,LOAD",
        "load data inpath 'x' into table t,SPARK",
        "LOAD DATA LOCAL INPATH 'x' OVERWRITE INTO TABLE t,SPARK",
        "explain train t as A.`p`,EXPLAIN",
        "explain extended -- c\u2028 train t as A.`p`,SPARK",
        "explain formatted predict t as A.`p`,EXPLAIN",
        "explain cost run t as A.`p`,EXPLAIN",
        "explain codegen save t as csv.`p`,EXPLAIN",
        "explain explain train t as A.`p`,SPARK",
        "explain select 1,SPARK",
        "explain formatted select train from predict,SPARK",
        "explain describe model,SPARK",
        "show algorithms,SHOW_ALGORITHMS",
        "show options for DeepCTR,SHOW_OPTIONS",
        "show options,SPARK",
        "show functions for DeepCTR,SHOW_FUNCTIONS",
        "show functions for `DeepCTR`,SHOW_FUNCTIONS",
        "show functions,SPARK",
        "show functions for,SPARK",
        "show functions for.x,SPARK",
        "show functions in for,SPARK",
        "show user functions,SPARK",
        "show models in 'x',SHOW_MODELS",
        "show models,SPARK",
        "show tables in models,SPARK",
        "show trainings,SHOW_TRAININGS",
        "show training 'x',SHOW_TRAINING",
        "show tables in training,SPARK",
        "cancel training 'x',CANCEL_TRAINING",
        "cancel job 'x',SPARK",
        "cancel,SPARK",
        "describe model 'x',DESCRIBE_MODEL",
        "desc model \"x\",DESCRIBE_MODEL",
        "describe model `a/b`,DESCRIBE_MODEL",
        "describe model `hdfs:x`,DESCRIBE_MODEL",
        "describe model version 3,DESCRIBE_MODEL",
        "describe model,SPARK",
        "describe model label,SPARK",
        "describe model `label`,SPARK",
        "describe model.label,SPARK",
        "describe extended model,SPARK",
        "describe table model 'x',SPARK",
        "drop model 'x',DROP_MODEL",
        "drop model `a/b` version 2,DROP_MODEL",
        "drop model x,SPARK",
        "tag model 'x' version 1 as 'p',TAG_MODEL",
        "tag model,SPARK",
        "promote model 'x' version 1 as 'p',PROMOTE_MODEL",
        "restore model 'x' to version 1,RESTORE_MODEL",
        "restore table x,SPARK",
        "drop table model,SPARK"
      })
  void decidesOnTheFirstWords(String text, StatementKind kind) {
    assertThat(Ownership.of(text)).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "'train'",
        "`train` t",
        "trainer t",
        "train1",
        "trian data as A.`p`",
        "select train, predict, load from model",
        "select 'train t as A.`p`'",
        "with train as (select 1) select * from train",
        "from train select label",
        "values ('save t as csv.`x`')",
        "set train = 'x'",
        "set model.path = 'x'",
        "create table model(train int, options string)",
        "insert into training select label from model",
        "refresh table load",
        "begin train t; end",
        "-- train t as A.`p`\nselect 1",
        "/* train */ select 1",
        "/*+ train */ train"
      })
  void leavesEverythingElseToSpark(String text) {
    assertThat(Ownership.of(text)).isEqualTo(StatementKind.SPARK);
    assertThat(Ownership.of(text).isOurs()).isFalse();
  }

  @Test
  void skipsBlanksAndCommentsInFront() {
    assertThat(Ownership.of("\uFEFF \r\n\t\u00a0-- a \\\n still\n /* b /* c */ */ train t"))
        .isEqualTo(StatementKind.TRAIN);
  }

  @Test
  void doesNotReadTheWholeText() {
    String text = "explain ".repeat(1_000_000);
    assertThat(Ownership.of(text)).isEqualTo(StatementKind.SPARK);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "trian data as A.`p`,trian,TRAIN",
        "TRIAN data,TRIAN,TRAIN",
        "preduct t,preduct,PREDICT",
        "regsiter A.`p` as f,regsiter,REGISTER",
        "inlcude 'x',inlcude,INCLUDE",
        "selct 1,selct,SELECT",
        "show algoritms,show algoritms,SHOW ALGORITHMS",
        "show model in 'x',show model,SHOW MODELS IN",
        "show models,show models,SHOW MODELS IN",
        "show option for A,show option,SHOW OPTIONS FOR",
        "show function for A,show function,SHOW FUNCTIONS FOR",
        "show trainigs,show trainigs,SHOW TRAININGS",
        "cancle training 'x',cancle,CANCEL",
        "describe model models/boo,describe model models/boo,DESCRIBE MODEL 'models/boo'",
        "drop model models/boo version 2,drop model models/boo,DROP MODEL 'models/boo'",
        "tag model m version 1 as x,tag model m,TAG MODEL 'm'"
      })
  void tellsTheStatementThatWasProbablyMeant(String text, String found, String statement) {
    assertThat(Ownership.nearestStatement(text))
        .contains(new NearestStatement(found, statement, SourcePosition.START));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select 1 form t",
        "grant x",
        "train t",
        "xyzzy",
        "a b",
        "'trian'",
        "describe model",
        "drop table models/x",
        "show",
        "1"
      })
  void staysSilentWhereNothingIsNear(String text) {
    assertThat(Ownership.nearestStatement(text)).isEmpty();
  }

  @Test
  void placesTheMisspeltWord() {
    NearestStatement nearest = Ownership.nearestStatement("-- c\n  trian t").orElseThrow();
    assertThat(nearest.position()).isEqualTo(new SourcePosition(2, 3));
    assertThat(nearest.hint()).isEqualTo("Did you mean TRAIN?");
  }
}

package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.SourcePosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrailingAliasTest {
  @ParameterizedTest
  @CsvSource({
    "select * from t as out,select * from t,out",
    "SELECT 1 AS one,SELECT 1,one",
    "with a as (select 1) select * from a as `my out`,with a as (select 1) select * from a,my out",
    "select f(x) as model,select f(x),model",
    "select xs[0] as y,select xs[0],y",
    "select (1) as select,select (1),select"
  })
  void findsTheLastTwoTokens(String text, String without, String name) {
    TrailingAlias alias = TrailingAlias.of(text).orElseThrow();
    assertThat(alias.textWithout()).isEqualTo(without);
    assertThat(alias.name()).isEqualTo(name);
  }

  @Test
  void skipsCommentsAndBlanks() {
    String text = "-- c\nselect 1 -- as x\n /* as y */ as -- z\n  out /* end */ -- end";
    assertThat(TrailingAlias.of(text))
        .contains(new TrailingAlias("-- c\nselect 1", "out", new SourcePosition(4, 3)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "select 1",
        "select cast(a as int)",
        "select (select 1 as x)",
        "select map[a as b",
        "select 'a as b'",
        "select * from t as a.b",
        "select * from t as 'out'",
        "select * from t as `out",
        "select * from t as t(a, b)",
        "select * from t as",
        "select * from t out",
        "select * from t -- as out",
        "from t select a as b",
        "insert into t select 1 as x",
        "create view v as select",
        "train t as A.`p` as x"
      })
  void findsNoneElsewhere(String text) {
    assertThat(TrailingAlias.of(text)).isEmpty();
  }
}

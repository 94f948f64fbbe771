package io.quern.parser;

import static io.quern.parser.ParsedText.at;
import static io.quern.parser.ParsedText.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.OptionText;
import io.quern.parser.tree.PlacedText;
import io.quern.parser.tree.SourceTable;
import io.quern.parser.tree.SqlInclude;
import io.quern.parser.tree.SqlLoad;
import io.quern.parser.tree.SqlRegister;
import io.quern.parser.tree.SqlSave;
import java.util.List;
import org.junit.jupiter.api.Test;

/** REGISTER, LOAD, SAVE and INCLUDE. */
final class DialectParserDataTest {
  @Test
  void readsRegister() {
    SqlRegister register =
        parse(SqlRegister.class, "register DeepCTR.`m` as ctr where version='newest'");
    assertThat(register.algorithm()).isEqualTo(new PlacedText("DeepCTR", at(1, 10)));
    assertThat(register.path()).isEqualTo(new PlacedText("m", at(1, 18)));
    assertThat(register.function()).isEqualTo(new PlacedText("ctr", at(1, 25)));
    assertThat(register.options()).extracting(OptionText::name).containsExactly("version");
  }

  @Test
  void readsLoad() {
    SqlLoad load = parse(SqlLoad.class, "load csv.`data/x.csv` where header='true' as model");
    assertThat(load.format()).isEqualTo(new PlacedText("csv", at(1, 6)));
    assertThat(load.path()).isEqualTo(new PlacedText("data/x.csv", at(1, 10)));
    assertThat(load.options()).extracting(OptionText::text).containsExactly("true");
    assertThat(load.table()).isEqualTo(new PlacedText("model", at(1, 46)));
    assertThat(parse(SqlLoad.class, "load org.model.Source.`x` as t").format().text())
        .isEqualTo("org.model.Source");
    assertThat(parse(SqlLoad.class, "load modelList.`` as t").path().text()).isEmpty();
  }

  @Test
  void readsSave() {
    SqlSave save =
        parse(
            SqlSave.class, "save overwrite db.t as parquet.`out` where a=1 partitionBy day, hour");
    assertThat(save.mode()).isEqualTo(SqlSave.Mode.OVERWRITE);
    assertThat(save.table()).isEqualTo(new SourceTable(List.of("db", "t"), at(1, 16)));
    assertThat(save.format().text()).isEqualTo("parquet");
    assertThat(save.path().text()).isEqualTo("out");
    assertThat(save.options()).hasSize(1);
    assertThat(save.partitionBy())
        .containsExactly(new PlacedText("day", at(1, 60)), new PlacedText("hour", at(1, 65)));
  }

  @Test
  void readsModesOfSaveAndTablesOfTheSameName() {
    assertThat(parse(SqlSave.class, "save t as csv.`x`").mode())
        .isEqualTo(SqlSave.Mode.ERROR_IF_EXISTS);
    assertThat(parse(SqlSave.class, "save errorIfExists t as csv.`x`").mode())
        .isEqualTo(SqlSave.Mode.ERROR_IF_EXISTS);
    assertThat(parse(SqlSave.class, "save ignore t as csv.`x`").mode())
        .isEqualTo(SqlSave.Mode.IGNORE);
    SqlSave named = parse(SqlSave.class, "save append as csv.`x` partition by a");
    assertThat(named.mode()).isEqualTo(SqlSave.Mode.ERROR_IF_EXISTS);
    assertThat(named.table()).hasToString("append");
    assertThat(parse(SqlSave.class, "save append append as csv.`x`").mode())
        .isEqualTo(SqlSave.Mode.APPEND);
  }

  @Test
  void readsInclude() {
    assertThat(parse(SqlInclude.class, "include 'lib/a.sql'").path().text()).isEqualTo("lib/a.sql");
    SqlInclude include = parse(SqlInclude.class, "include project.`./a.sql` where x='1'");
    assertThat(include.format()).map(PlacedText::text).contains("project");
    assertThat(include.path()).isEqualTo(new PlacedText("./a.sql", at(1, 17)));
    assertThat(include.options()).hasSize(1);
  }
}

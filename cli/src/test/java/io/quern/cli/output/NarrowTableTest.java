package io.quern.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.cli.output.FirstRows.Column;
import io.quern.planner.command.NarrowColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NarrowTableTest {
  private static final FirstRows TRAININGS =
      new FirstRows(
          List.of(
              new Column("id", false, new NarrowColumn(0, 4)),
              new Column("state", false, NarrowColumn.WHOLE),
              new Column("step", true, new NarrowColumn(2, -1)),
              new Column("loss", true, new NarrowColumn(1, 3))),
          List.of(
              new String[] {"ca754728-6b8a", "training", "1234567", "0.44867"},
              new String[] {"böse😀x-9999", "lost", null, "NaN"}),
          true);

  @Test
  void valuesAreCutBeforeColumnsGo() {
    assertThat(fitted(40)).containsExactly("id", "state", "step", "loss");
    FirstRows narrow = NarrowTable.fit(TRAININGS, 40).orElseThrow();
    assertThat(narrow.rows().get(0)).containsExactly("ca75", "training", "1234567", "0.449");
    assertThat(narrow.rows().get(1)).containsExactly("böse", "lost", null, "NaN");
    assertThat(narrow.isCut()).isTrue();
  }

  @Test
  void columnsOfTheHighestRankGoFirst() {
    assertThat(fitted(25)).containsExactly("id", "state", "loss");
    assertThat(fitted(15)).containsExactly("id", "state");
  }

  @Test
  void ofAPathTheEndIsShown() {
    FirstRows paths =
        new FirstRows(
            List.of(
                new Column("path", false, new NarrowColumn(0, 9, true)),
                new Column("more", false, new NarrowColumn(1, -1))),
            List.<String[]>of(new String[] {"/data/größe/m", ""}, new String[] {"models/ab", ""}),
            false);
    FirstRows narrow = NarrowTable.fit(paths, 9).orElseThrow();
    assertThat(narrow.rows().get(0)).containsExactly("…/größe/m");
    assertThat(narrow.rows().get(1)).containsExactly("models/ab");
  }

  @Test
  void whatHasToStayIsNotForced() {
    assertThat(NarrowTable.fit(TRAININGS, 14)).isEmpty();
  }

  @Test
  void aResultThatSaysNothingStaysWhole() {
    FirstRows plain =
        new FirstRows(
            List.of(new Column("text", false, NarrowColumn.WHOLE)),
            List.<String[]>of(new String[] {"a long text"}),
            false);
    assertThat(NarrowTable.fit(plain, 5)).isEmpty();
  }

  private static List<String> fitted(int width) {
    return NarrowTable.fit(TRAININGS, width).orElseThrow().columns().stream()
        .map(Column::name)
        .toList();
  }
}

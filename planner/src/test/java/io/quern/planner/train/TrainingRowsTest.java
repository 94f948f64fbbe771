package io.quern.planner.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.InputColumn;
import io.quern.planner.PlannerSession;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingRowsTest {
  private final SparkSession session = PlannerSession.open();

  @ParameterizedTest
  @ValueSource(strings = {"boolean", "tinyint", "bigint", "float", "decimal(3,1)", "string"})
  void readsLabelsOfEveryUsableTypeAsDouble(String type) {
    String query =
        "select cast(label as %s) as label, 1L as id from values (0), (1), (null) as t(label)"
            .formatted(type);
    assertThat(project(query, List.of()).collectAsList())
        .extracting(row -> row.get(0))
        .containsExactly(0.0, 1.0, null);
  }

  @Test
  void readsTextThatIsNoNumberAsNotANumber() {
    assertThat(project("select 'maybe' as label", List.of()).head().getDouble(0)).isNaN();
  }

  @Test
  void castsFeaturesToTheirCanonicalTypesInTheOrderAskedFor() {
    List<InputColumn> features =
        List.of(
            new InputColumn("price", ColumnType.NUMBER),
            new InputColumn("ad", ColumnType.INTEGRAL),
            new InputColumn("seen", ColumnType.INTEGRAL_ARRAY));
    Dataset<Row> rows =
        project(
            "select 1 as label, cast(2 as tinyint) as ad, cast(0.5 as decimal(4,2)) as price,"
                + " array(1, null) as seen, 'x' as unused",
            features);
    assertThat(rows.schema().simpleString())
        .isEqualTo("struct<label:double,price:double,ad:bigint,seen:array<bigint>>");
    assertThat(rows.head().getDouble(1)).isEqualTo(0.5);
    assertThat(rows.head().getLong(2)).isEqualTo(2);
    assertThat(rows.head().getList(3)).containsExactly(1L, null);
  }

  private Dataset<Row> project(String query, List<InputColumn> features) {
    LogicalPlan source = session.sql(query).queryExecution().analyzed();
    SourceColumns columns = new SourceColumns(source.schema(), false);
    StructField label = columns.get("Label", "label", Optional.empty());
    LogicalPlan projected = new TrainingRows(columns, source, "UTC").project(label, features);
    return Dataset.ofRows(session, projected);
  }
}

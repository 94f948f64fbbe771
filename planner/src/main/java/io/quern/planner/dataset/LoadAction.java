package io.quern.planner.dataset;

import static java.util.Objects.requireNonNull;

import io.quern.api.OptionText;
import io.quern.planner.command.Action;
import io.quern.planner.command.ResultView;
import io.quern.planner.session.Notes;
import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code LOAD format.`path` WHERE … AS view}: a temporary view over a data source. Options are the
 * source's own ({@link FormatOptions}). Returns no rows.
 */
public record LoadAction(DataTarget source, List<OptionText> options, String view)
    implements Action {
  public LoadAction {
    requireNonNull(source, "source is null");
    requireNonNull(view, "view is null");
    options = List.copyOf(options);
  }

  @Override
  public String title() {
    return "Load %s as %s".formatted(source, view);
  }

  @Override
  public StructType schema() {
    return new StructType();
  }

  @Override
  public List<Row> run(SparkSession session) {
    DataFrameReader reader = session.read().format(source.format().text());
    FormatOptions text = new FormatOptions(source.format().text(), options);
    reader.options(text.forSpark());
    text.notesOnReading().forEach(note -> Notes.post(session, note));
    Dataset<Row> loaded =
        source.told(
            session, () -> source.hasPath() ? reader.load(source.path().text()) : reader.load());
    loaded.createOrReplaceTempView(ResultView.quoted(view));
    return List.of();
  }

  /** Without option values: they may hold passwords. */
  @Override
  public String toString() {
    return title();
  }
}

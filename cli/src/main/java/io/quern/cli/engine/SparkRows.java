package io.quern.cli.engine;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.quern.cli.output.ResultRows;
import io.quern.planner.command.NarrowColumn;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;

/** Rows of a session of this process. Streamed a partition at a time. Confined to one thread. */
public final class SparkRows implements ResultRows {
  private static final Map<String, String> OPTIONS = Map.of("ignoreNullFields", "false");

  private final Dataset<Row> result;

  public SparkRows(Dataset<Row> result) {
    this.result = requireNonNull(result, "result is null");
  }

  @Override
  public String[] columns() {
    return result.columns();
  }

  @Override
  public boolean isNumber(int column) {
    return result.schema().fields()[column].dataType() instanceof NumericType;
  }

  @Override
  public NarrowColumn narrow(int column) {
    return NarrowColumn.of(result.schema().fields()[column]);
  }

  @Override
  public Iterator<String[]> texts(int most) {
    Dataset<Row> distinct = withDistinctNames();
    Column[] texts = new Column[distinct.columns().length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = distinct.col(distinct.columns()[i]).cast("string");
    }
    return mapped(rows(distinct.select(texts), most), SparkRows::texts);
  }

  private static String[] texts(Row row) {
    String[] texts = new String[row.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = row.isNullAt(i) ? null : row.getString(i);
    }
    return texts;
  }

  /** As Spark's {@code to_json} writes them. */
  @Override
  public Iterator<String> objects(int most) {
    String[] names = result.columns();
    Dataset<Row> distinct = withDistinctNames();
    Column[] fields = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      fields[i] = distinct.col(distinct.columns()[i]).as(names[i]);
    }
    return mapped(
        rows(distinct.select(to_json(struct(fields), OPTIONS)), most), row -> row.getString(0));
  }

  /** The same columns, called {@code c0}, {@code c1}, …: a result may have two of one name. */
  private Dataset<Row> withDistinctNames() {
    String[] names = new String[result.columns().length];
    for (int i = 0; i < names.length; i++) {
      names[i] = "c" + i;
    }
    return result.toDF(names);
  }

  private static Iterator<Row> rows(Dataset<Row> rows, int most) {
    return most == ALL ? rows.toLocalIterator() : rows.takeAsList(most).iterator();
  }

  private static <T> Iterator<T> mapped(Iterator<Row> rows, Function<Row, T> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public T next() {
        return function.apply(rows.next());
      }
    };
  }
}

package io.quern.cli;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One JSON object a line, as Spark's {@code to_json} writes it, nulls included. */
final class JsonLinesWriter implements ResultWriter {
  private static final Map<String, String> OPTIONS = Map.of("ignoreNullFields", "false");

  @Override
  public void write(Dataset<Row> result, PrintStream out) {
    String[] names = result.columns();
    Dataset<Row> distinct = ResultWriter.withDistinctNames(result);
    Column[] fields = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      fields[i] = distinct.col(distinct.columns()[i]).as(names[i]);
    }
    Dataset<Row> objects = distinct.select(to_json(struct(fields), OPTIONS));
    for (Iterator<Row> rows = objects.toLocalIterator(); rows.hasNext(); ) {
      out.println(rows.next().getString(0));
    }
  }
}

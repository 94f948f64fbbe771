package io.quern.cli.output;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.PrintStream;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One JSON object a line, as Spark's {@code to_json} writes it, nulls included. */
final class JsonLinesWriter implements ResultWriter {
  private static final Map<String, String> OPTIONS = Map.of("ignoreNullFields", "false");

  @Override
  public boolean write(Dataset<Row> result, RowLimit limit, PrintStream out) {
    String[] names = result.columns();
    Dataset<Row> distinct = ResultWriter.withDistinctNames(result);
    Column[] fields = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      fields[i] = distinct.col(distinct.columns()[i]).as(names[i]);
    }
    ShownRows objects = ShownRows.of(distinct.select(to_json(struct(fields), OPTIONS)), limit);
    objects.forEachRemaining(object -> out.println(object.getString(0)));
    return objects.isCut();
  }
}

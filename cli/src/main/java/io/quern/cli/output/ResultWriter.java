package io.quern.cli.output;

import java.io.PrintStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes one result in one format. Confined to one thread. */
interface ResultWriter {
  /**
   * @param result with at least one column; its rows are streamed where the format allows
   * @return whether there were more rows than {@code limit}
   */
  boolean write(Dataset<Row> result, RowLimit limit, PrintStream out);

  /** The rows with every value as Spark's text of it; null stays null. */
  static Dataset<Row> texts(Dataset<Row> result) {
    Dataset<Row> distinct = withDistinctNames(result);
    Column[] texts = new Column[distinct.columns().length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = distinct.col(distinct.columns()[i]).cast("string");
    }
    return distinct.select(texts);
  }

  /** The same columns, called {@code c0}, {@code c1}, …: a result may have two of one name. */
  static Dataset<Row> withDistinctNames(Dataset<Row> result) {
    String[] names = new String[result.columns().length];
    for (int i = 0; i < names.length; i++) {
      names[i] = "c" + i;
    }
    return result.toDF(names);
  }
}

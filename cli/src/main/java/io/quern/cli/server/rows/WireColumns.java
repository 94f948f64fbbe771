package io.quern.cli.server.rows;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.to_json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TTableSchema;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of a result, and the rows in the form in which they travel. Immutable. */
public final class WireColumns {
  private static final Map<String, String> JSON = Map.of("ignoreNullFields", "false");

  private final List<WireColumn> columns;

  private WireColumns(List<WireColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  public static WireColumns of(StructType schema) {
    return new WireColumns(
        Arrays.stream(schema.fields())
            .map(field -> WireColumn.of(field.name(), field.dataType()))
            .toList());
  }

  List<WireColumn> columns() {
    return columns;
  }

  /** As the protocol describes them. */
  public TTableSchema schema() {
    List<TColumnDesc> descriptions = new ArrayList<>();
    for (WireColumn column : columns) {
      descriptions.add(column.description(descriptions.size() + 1));
    }
    return new TTableSchema(descriptions);
  }

  /**
   * The rows with values as they travel: JSON for arrays, maps and structs, Spark's text for
   * decimals, dates, times, intervals. Computed where the rows are.
   */
  public Dataset<Row> travelling(Dataset<Row> rows) {
    requireNonNull(rows, "rows is null");
    String[] names = new String[columns.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = "c" + i; // a result may have two columns of one name
    }
    Dataset<Row> distinct = rows.toDF(names);
    Column[] values = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = travelling(columns.get(i), distinct.col(names[i])).as(names[i]);
    }
    return distinct.select(values);
  }

  private static Column travelling(WireColumn column, Column value) {
    if (column.isJson()) {
      return to_json(value, JSON);
    }
    if (column.values() == TTypeId.STRING_TYPE) {
      return value.cast(DataTypes.StringType);
    }
    return column.type().equals(DataTypes.FloatType)
        ? value.cast(DataTypes.StringType).cast(DataTypes.DoubleType) // 0.1 and not 0.10000000149
        : value;
  }
}

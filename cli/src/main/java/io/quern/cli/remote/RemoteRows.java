package io.quern.cli.remote;

import static java.util.Objects.requireNonNull;

import io.quern.cli.output.ResultRows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TTypeId;

/** Rows of a statement at a server, a batch at a time. Confined to one thread. */
final class RemoteRows implements ResultRows {
  private static final int BATCH = 5000;

  private final List<TColumnDesc> columns;
  private final Function<Long, TRowSet> fetch;

  /**
   * @param fetch the next rows, at most so many; none at the end
   */
  RemoteRows(List<TColumnDesc> columns, Function<Long, TRowSet> fetch) {
    this.columns = List.copyOf(columns);
    this.fetch = requireNonNull(fetch, "fetch is null");
  }

  @Override
  public String[] columns() {
    return columns.stream().map(TColumnDesc::getColumnName).toArray(String[]::new);
  }

  @Override
  public boolean isNumber(int column) {
    return switch (type(column)) {
      case TINYINT_TYPE,
          SMALLINT_TYPE,
          INT_TYPE,
          BIGINT_TYPE,
          FLOAT_TYPE,
          DOUBLE_TYPE,
          DECIMAL_TYPE ->
          true;
      default -> false;
    };
  }

  private TTypeId type(int column) {
    return columns.get(column).getTypeDesc().getTypes().get(0).getPrimitiveEntry().getType();
  }

  @Override
  public Iterator<String[]> texts(int most) {
    return new Batches(most);
  }

  @Override
  public Iterator<String> objects(int most) {
    Batches rows = new Batches(most);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public String next() {
        return object(rows.next());
      }
    };
  }

  private String object(String[] row) {
    StringBuilder object = new StringBuilder("{");
    for (int i = 0; i < row.length; i++) {
      object.append(i == 0 ? "" : ",");
      Json.append(object, columns.get(i).getColumnName());
      object.append(':');
      if (row[i] == null || isJson(i) && !row[i].matches("-?(Infinity|NaN)")) {
        object.append(row[i]);
      } else {
        Json.append(object, row[i]);
      }
    }
    return object.append('}').toString();
  }

  /** Whether a value's text is a value of JSON too. */
  private boolean isJson(int column) {
    return isNumber(column)
        || switch (type(column)) {
          case BOOLEAN_TYPE, ARRAY_TYPE, MAP_TYPE, STRUCT_TYPE -> true;
          default -> false;
        };
  }

  /** Row by row what comes in columns. */
  private final class Batches implements Iterator<String[]> {
    private long left;
    private Iterator<String[]> batch = Collections.emptyIterator();
    private boolean ended;

    Batches(long most) {
      this.left = most;
    }

    @Override
    public boolean hasNext() {
      if (!batch.hasNext() && !ended && left > 0) {
        List<String[]> rows = rows(fetch.apply(Math.min(left, BATCH)));
        left -= rows.size();
        ended = rows.isEmpty();
        batch = rows.iterator();
      }
      return batch.hasNext();
    }

    @Override
    public String[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return batch.next();
    }
  }

  private List<String[]> rows(TRowSet set) {
    List<String[]> rows = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      List<String> values = values(set.getColumns().get(column), type(column));
      while (rows.size() < values.size()) {
        rows.add(new String[columns.size()]);
      }
      for (int row = 0; row < values.size(); row++) {
        rows.get(row)[column] = values.get(row);
      }
    }
    return rows;
  }

  private static List<String> values(TColumn column, TTypeId type) {
    return switch (column.getSetField()) {
      case BOOL_VAL -> texts(column.getBoolVal().getValues(), column.getBoolVal().getNulls());
      case BYTE_VAL -> texts(column.getByteVal().getValues(), column.getByteVal().getNulls());
      case I16_VAL -> texts(column.getI16Val().getValues(), column.getI16Val().getNulls());
      case I32_VAL -> texts(column.getI32Val().getValues(), column.getI32Val().getNulls());
      case I64_VAL -> texts(column.getI64Val().getValues(), column.getI64Val().getNulls());
      case DOUBLE_VAL ->
          texts(
              column.getDoubleVal().getValues().stream()
                  .map(value -> type == TTypeId.FLOAT_TYPE ? (Object) value.floatValue() : value)
                  .toList(),
              column.getDoubleVal().getNulls());
      case STRING_VAL -> texts(column.getStringVal().getValues(), column.getStringVal().getNulls());
      case BINARY_VAL ->
          texts(
              column.getBinaryVal().getValues().stream().map(RemoteRows::text).toList(),
              column.getBinaryVal().getNulls());
    };
  }

  /** As Spark's cast to a string has it. */
  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  private static List<String> texts(List<?> values, byte[] nulls) {
    BitSet isNull = BitSet.valueOf(nulls);
    List<String> texts = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      texts.add(isNull.get(i) ? null : values.get(i).toString());
    }
    return texts;
  }
}

package io.quern.cli.server.rows;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TBinaryColumn;
import org.apache.hive.service.rpc.thrift.TBoolColumn;
import org.apache.hive.service.rpc.thrift.TByteColumn;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TDoubleColumn;
import org.apache.hive.service.rpc.thrift.TI16Column;
import org.apache.hive.service.rpc.thrift.TI32Column;
import org.apache.hive.service.rpc.thrift.TI64Column;
import org.apache.hive.service.rpc.thrift.TStringColumn;
import org.apache.hive.service.rpc.thrift.TTypeId;

/** Values of one column, with a bit for each null. Confined to one thread. */
final class ColumnValues {
  private static final int BYTES_OF_A_NUMBER = 8;

  private final TTypeId type;
  private final List<Object> values = new ArrayList<>();
  private final BitSet nulls = new BitSet();

  ColumnValues(TTypeId type) {
    this.type = requireNonNull(type, "type is null");
  }

  /**
   * Adds one, null included.
   *
   * @return about how many bytes it takes
   */
  long add(Object value) {
    if (value == null) {
      nulls.set(values.size());
      values.add(filler());
      return 1;
    }
    if (type == TTypeId.BINARY_TYPE) {
      byte[] bytes = (byte[]) value;
      values.add(ByteBuffer.wrap(bytes));
      return bytes.length;
    }
    values.add(value);
    return value instanceof String text ? text.length() : BYTES_OF_A_NUMBER;
  }

  /** What stands in the place of a null. */
  private Object filler() {
    return switch (type) {
      case BOOLEAN_TYPE -> Boolean.FALSE;
      case TINYINT_TYPE -> (byte) 0;
      case SMALLINT_TYPE -> (short) 0;
      case INT_TYPE -> 0;
      case BIGINT_TYPE -> 0L;
      case DOUBLE_TYPE -> 0.0;
      case BINARY_TYPE -> ByteBuffer.allocate(0);
      default -> "";
    };
  }

  TColumn toColumn() {
    ByteBuffer bits = ByteBuffer.wrap(nulls.toByteArray());
    return switch (type) {
      case BOOLEAN_TYPE -> TColumn.boolVal(new TBoolColumn(as(), bits));
      case TINYINT_TYPE -> TColumn.byteVal(new TByteColumn(as(), bits));
      case SMALLINT_TYPE -> TColumn.i16Val(new TI16Column(as(), bits));
      case INT_TYPE -> TColumn.i32Val(new TI32Column(as(), bits));
      case BIGINT_TYPE -> TColumn.i64Val(new TI64Column(as(), bits));
      case DOUBLE_TYPE -> TColumn.doubleVal(new TDoubleColumn(as(), bits));
      case BINARY_TYPE -> TColumn.binaryVal(new TBinaryColumn(as(), bits));
      default -> TColumn.stringVal(new TStringColumn(as(), bits));
    };
  }

  @SuppressWarnings("unchecked") // values are of the column's type
  private <T> List<T> as() {
    return (List<T>) values;
  }
}

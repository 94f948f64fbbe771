package io.quern.runtime.rows;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.FeatureRows;
import io.quern.model.feature.InputColumn;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Reads Spark's column vectors as the rows of a model's input columns. Integers of every width are
 * integral, and are numbers as well as FLOAT and DOUBLE: what a cast to the {@linkplain
 * SparkColumnTypes#canonical canonical type} would give, without the cast.
 *
 * <p>A cursor over batches that others own: nothing is kept beyond the next {@link #point}.
 * Confined to one thread.
 */
public final class ColumnVectorReader implements FeatureRows {
  /** How a vector stores its values. */
  private enum Storage {
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    OTHER;

    static Storage of(DataType type) {
      if (type instanceof LongType) {
        return LONG;
      }
      if (type instanceof IntegerType) {
        return INT;
      }
      if (type instanceof ShortType) {
        return SHORT;
      }
      if (type instanceof ByteType) {
        return BYTE;
      }
      if (type instanceof DoubleType) {
        return DOUBLE;
      }
      return type instanceof FloatType ? FLOAT : OTHER;
    }
  }

  private final ColumnType[] types;
  private final int[] ordinals;
  private final ColumnVector[] vectors;
  private final Storage[] storages;
  private int row;

  /**
   * @param ordinals by input column, the vector that it is read from
   */
  public ColumnVectorReader(List<InputColumn> columns, List<Integer> ordinals) {
    this.types = columns.stream().map(InputColumn::type).toArray(ColumnType[]::new);
    this.ordinals = ordinals.stream().mapToInt(Integer::intValue).toArray();
    this.vectors = new ColumnVector[types.length];
    this.storages = new Storage[types.length];
  }

  /** Whether vectors of that type can be read as such a column. */
  public static boolean reads(ColumnType column, DataType type) {
    if (type instanceof ArrayType found) {
      return SparkColumnTypes.canonical(column) instanceof ArrayType expected
          && expected.elementType().equals(found.elementType());
    }
    return switch (column) {
      case STRING -> type instanceof StringType;
      case BOOLEAN -> type instanceof BooleanType;
      case INTEGRAL -> SparkColumnTypes.isIntegral(type);
      case NUMBER ->
          SparkColumnTypes.isIntegral(type)
              || type instanceof FloatType
              || type instanceof DoubleType;
      case STRING_ARRAY, BOOLEAN_ARRAY, INTEGRAL_ARRAY, NUMBER_ARRAY -> false;
    };
  }

  /** Moves to a batch, which must stay unchanged until the next call. */
  public void point(ColumnarBatch batch) {
    for (int column = 0; column < vectors.length; column++) {
      vectors[column] = batch.column(ordinals[column]);
      storages[column] = Storage.of(vectors[column].dataType());
    }
  }

  @Override
  public void moveTo(int row) {
    this.row = row;
  }

  @Override
  public boolean isMissing(int column) {
    return vectors[column].isNullAt(row);
  }

  @Override
  public long integral(int column) {
    ColumnVector vector = vectors[column];
    return switch (storages[column]) {
      case LONG -> vector.getLong(row);
      case INT -> vector.getInt(row);
      case SHORT -> vector.getShort(row);
      case BYTE -> vector.getByte(row);
      default -> vector.getBoolean(row) ? 1 : 0;
    };
  }

  @Override
  public double number(int column) {
    return switch (storages[column]) {
      case DOUBLE -> vectors[column].getDouble(row);
      case FLOAT -> vectors[column].getFloat(row);
      default -> integral(column);
    };
  }

  @Override
  public byte[] utf8(int column) {
    return vectors[column].getUTF8String(row).getBytes();
  }

  @Override
  public int size(int column) {
    return vectors[column].getArray(row).numElements();
  }

  @Override
  public boolean isElementMissing(int column, int element) {
    return vectors[column].getArray(row).isNullAt(element);
  }

  @Override
  public long integralElement(int column, int element) {
    if (types[column] == ColumnType.BOOLEAN_ARRAY) {
      return vectors[column].getArray(row).getBoolean(element) ? 1 : 0;
    }
    return vectors[column].getArray(row).getLong(element);
  }

  @Override
  public double numberElement(int column, int element) {
    return vectors[column].getArray(row).getDouble(element);
  }

  @Override
  public byte[] utf8Element(int column, int element) {
    return vectors[column].getArray(row).getUTF8String(element).getBytes();
  }
}

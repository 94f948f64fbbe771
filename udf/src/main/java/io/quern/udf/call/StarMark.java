package io.quern.udf.call;

import io.quern.udf.bridge.Seqs;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * An extra argument that remembers that a call was written with {@code *}, which Spark replaces by
 * columns before the function sees its arguments. Never evaluated.
 */
public final class StarMark extends Expression implements Serializable {
  private static final long serialVersionUID = 1L;

  public StarMark() {}

  @Override
  public Seq<Expression> children() {
    return Seqs.of(List.of());
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return this;
  }

  @Override
  public DataType dataType() {
    return DataTypes.NullType;
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public Object eval(InternalRow row) {
    throw new UnsupportedOperationException("A star mark has no value");
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    throw new UnsupportedOperationException("A star mark has no value");
  }

  @Override
  public int productArity() {
    return 0;
  }

  @Override
  public Object productElement(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof StarMark;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StarMark;
  }

  @Override
  public int hashCode() {
    return StarMark.class.hashCode();
  }
}

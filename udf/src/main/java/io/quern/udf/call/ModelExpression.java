package io.quern.udf.call;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Seq;

/** A model asked for the probability of a row: DOUBLE, never NULL. */
abstract class ModelExpression extends Expression implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Seq<Expression> arguments;

  ModelExpression(Seq<Expression> arguments) {
    this.arguments = requireNonNull(arguments, "arguments is null");
  }

  /** The arguments of the constructor, by which Spark takes an expression apart. */
  abstract List<Object> parts();

  @Override
  public final Seq<Expression> children() {
    return arguments;
  }

  @Override
  public final DataType dataType() {
    return DataTypes.DoubleType;
  }

  @Override
  public final boolean nullable() {
    return false;
  }

  @Override
  public final int productArity() {
    return parts().size();
  }

  @Override
  public final Object productElement(int index) {
    return parts().get(index);
  }

  @Override
  public final boolean canEqual(Object other) {
    return getClass().isInstance(other);
  }
}

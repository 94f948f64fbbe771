package io.quern.udf.call;

import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A call of a model function with resolved arguments whose model is not looked up yet. Stays
 * unresolved until {@link BindModelCalls} replaces it.
 */
public final class ModelCall extends ModelExpression {
  private static final long serialVersionUID = 1L;

  private final ModelFunction function;

  public ModelCall(ModelFunction function, Seq<Expression> arguments) {
    super(arguments);
    this.function = function;
  }

  ModelFunction function() {
    return function;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new ModelCall(function, children);
  }

  @Override
  public boolean resolved() {
    return false;
  }

  @Override
  public String prettyName() {
    return function.name();
  }

  @Override
  public Object eval(InternalRow row) {
    throw new UnsupportedOperationException("An unbound call has no value");
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    throw new UnsupportedOperationException("An unbound call has no value");
  }

  @Override
  List<Object> parts() {
    return List.of(function, children());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelCall call
        && function.equals(call.function)
        && children().equals(call.children());
  }

  @Override
  public int hashCode() {
    return Objects.hash(function, children());
  }
}

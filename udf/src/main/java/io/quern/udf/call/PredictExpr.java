package io.quern.udf.call;

import static java.util.Objects.requireNonNull;

import io.quern.runtime.rows.InternalRowReader;
import io.quern.udf.bridge.Seqs;
import io.quern.udf.scoring.ModelScorer;
import io.quern.udf.scoring.PinnedModel;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * The probability that one version of a model gives a row: DOUBLE, never NULL. The arguments are
 * the model's features in order and in their canonical types; NULL means missing.
 *
 * <p>Can be evaluated row by row, and is where it cannot be moved into a batched operator, which is
 * the usual way (see {@code io.quern.udf.operator}). A row-by-row evaluation inside a task keeps a
 * scorer until the task ends.
 */
public final class PredictExpr extends ModelExpression implements CodegenFallback {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final PinnedModel model;
  private transient ModelScorer taskScorer;

  /**
   * @param function the name the user called
   */
  public PredictExpr(String function, PinnedModel model, Seq<Expression> arguments) {
    super(arguments);
    this.function = requireNonNull(function, "function is null");
    this.model = requireNonNull(model, "model is null");
  }

  public PinnedModel model() {
    return model;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new PredictExpr(function, model, children);
  }

  /** Interpreted projections then copy it, so that no two of them share a scorer. */
  @Override
  public boolean stateful() {
    return true;
  }

  @Override
  public Object eval(InternalRow input) {
    Object[] values = new Object[children().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = children().apply(i).eval(input);
    }
    InternalRow row = new GenericInternalRow(values);
    TaskContext task = TaskContext.get();
    if (task != null) {
      return scoreOne(taskScorer(task), row);
    }
    try (ModelScorer scorer = ModelScorer.open(model)) {
      return scoreOne(scorer, row);
    }
  }

  private ModelScorer taskScorer(TaskContext task) {
    if (taskScorer == null) {
      ModelScorer scorer = ModelScorer.open(model);
      task.addTaskCompletionListener((TaskCompletionListener) context -> scorer.close());
      taskScorer = scorer;
    }
    return taskScorer;
  }

  private double scoreOne(ModelScorer scorer, InternalRow row) {
    InternalRowReader reader = new InternalRowReader(model.columns(), 0);
    reader.point(row);
    scorer.add(reader);
    return scorer.score()[0];
  }

  @Override
  public ExprCode doGenCode(CodegenContext context, ExprCode code) {
    return CodegenFallback.super.doGenCode(context, code);
  }

  @Override
  public String prettyName() {
    return function;
  }

  @Override
  public String sql() {
    return function + arguments("", Expression::sql);
  }

  @Override
  public String toString() {
    String pinned = model.path() + " version " + model.version();
    return function
        + arguments("'" + pinned + "'" + (children().isEmpty() ? "" : ", "), Object::toString);
  }

  private String arguments(String first, Function<Expression, String> printer) {
    List<Expression> list = Seqs.list(children());
    return list.stream().map(printer).collect(Collectors.joining(", ", "(" + first, ")"));
  }

  @Override
  List<Object> parts() {
    return List.of(function, model, children());
  }

  /** The function's name is how it was called, not what it computes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PredictExpr call
        && model.equals(call.model)
        && children().equals(call.children());
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, children());
  }
}

package io.quern.udf.operator;

import io.quern.runtime.rows.InternalRowReader;
import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.PredictExpr;
import io.quern.udf.scoring.PinnedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction2;

/**
 * What a {@link BatchPredictExec} over rows ships to its tasks: one partition's rows to its scored
 * rows.
 */
final class RowScoringTask
    extends AbstractFunction2<Object, Iterator<InternalRow>, Iterator<InternalRow>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<PinnedModel> models = new ArrayList<>();
  private final Seq<Expression> arguments;
  private final Seq<Attribute> input;
  private final int batchRows;
  private final ScoringMetrics metrics;

  RowScoringTask(
      List<PredictExpr> calls, Seq<Attribute> input, int batchRows, ScoringMetrics metrics) {
    List<Expression> all = new ArrayList<>();
    for (PredictExpr call : calls) {
      models.add(call.model());
      all.addAll(Seqs.list(call.children()));
    }
    this.arguments = Seqs.of(all);
    this.input = input;
    this.batchRows = batchRows;
    this.metrics = metrics;
  }

  @Override
  public Iterator<InternalRow> apply(Object partition, Iterator<InternalRow> child) {
    if (!child.hasNext()) {
      return child;
    }
    TaskContext task = TaskContext.get();
    UnsafeProjection projection = UnsafeProjection.create(arguments, input);
    projection.initialize((Integer) partition);
    ArgumentRows rows = new ArgumentRows(projection, readers());
    BatchScorer scorer = BatchScorer.open(task, models, metrics);
    return new ScoredRows(task, child, input, rows, scorer, batchRows, metrics.rows());
  }

  private List<InternalRowReader> readers() {
    List<InternalRowReader> readers = new ArrayList<>();
    int first = 0;
    for (PinnedModel model : models) {
      readers.add(new InternalRowReader(model.columns(), first));
      first += model.columns().size();
    }
    return readers;
  }
}

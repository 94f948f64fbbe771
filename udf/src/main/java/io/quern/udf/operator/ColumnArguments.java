package io.quern.udf.operator;

import io.quern.model.feature.InputColumn;
import io.quern.runtime.rows.ColumnVectorReader;
import io.quern.runtime.rows.SparkColumnTypes;
import io.quern.udf.bridge.Seqs;
import io.quern.udf.call.PredictExpr;
import io.quern.udf.scoring.PinnedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.immutable.Seq;

/**
 * Calls whose arguments are columns as they are, apart from casts that reading a vector does
 * anyway.
 *
 * @param ordinals by call, the input column of each argument
 */
record ColumnArguments(List<PinnedModel> models, List<List<Integer>> ordinals)
    implements Serializable {

  /**
   * @return empty when an argument has to be computed
   */
  static Optional<ColumnArguments> of(List<PredictExpr> calls, Seq<Attribute> input) {
    List<Long> columns = Seqs.list(input).stream().map(column -> column.exprId().id()).toList();
    List<PinnedModel> models = new ArrayList<>();
    List<List<Integer>> ordinals = new ArrayList<>();
    for (PredictExpr call : calls) {
      List<Integer> ofCall = ordinals(call, columns);
      if (ofCall.contains(-1)) {
        return Optional.empty();
      }
      models.add(call.model());
      ordinals.add(ofCall);
    }
    return Optional.of(new ColumnArguments(List.copyOf(models), List.copyOf(ordinals)));
  }

  private static List<Integer> ordinals(PredictExpr call, List<Long> columns) {
    List<Integer> ordinals = new ArrayList<>();
    for (int i = 0; i < call.children().size(); i++) {
      Expression argument = call.children().apply(i);
      InputColumn expected = call.model().columns().get(i);
      boolean isCast =
          argument instanceof Cast cast
              && cast.dataType().equals(SparkColumnTypes.canonical(expected.type()));
      Expression read = isCast ? argument.children().head() : argument;
      ordinals.add(
          read instanceof Attribute column
                  && ColumnVectorReader.reads(expected.type(), column.dataType())
              ? columns.indexOf(column.exprId().id())
              : -1);
    }
    return List.copyOf(ordinals);
  }

  /** By call, who reads its arguments. */
  List<ColumnVectorReader> readers() {
    List<ColumnVectorReader> readers = new ArrayList<>();
    for (int call = 0; call < models.size(); call++) {
      readers.add(new ColumnVectorReader(models.get(call).columns(), ordinals.get(call)));
    }
    return readers;
  }
}

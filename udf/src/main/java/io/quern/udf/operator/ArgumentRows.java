package io.quern.udf.operator;

import io.quern.runtime.rows.InternalRowReader;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;

/**
 * Evaluates the arguments of all calls for a row and adds them to the calls' scorers. Confined to
 * one thread.
 *
 * @param projection the arguments of all calls, one after the other
 * @param readers by call
 */
record ArgumentRows(UnsafeProjection projection, List<InternalRowReader> readers) {
  void add(InternalRow row, BatchScorer scorer) {
    InternalRow arguments = projection.apply(row);
    for (int call = 0; call < readers.size(); call++) {
      InternalRowReader reader = readers.get(call);
      reader.point(arguments);
      scorer.add(call, reader);
    }
  }
}

package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

import io.quern.api.SourcePosition;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.function.TableArguments;
import java.util.List;
import java.util.Optional;

/**
 * A feature on the way to the choice.
 *
 * @param columns that it reads
 * @param call of the COLUMNS clause that makes it; empty for a default feature
 * @param why what decided it, as it reads after a comma
 */
record MadeFeature(
    Feature feature, List<InputColumn> columns, Optional<BoundCall> call, String why) {
  MadeFeature {
    requireNonNull(feature, "feature is null");
    requireNonNull(call, "call is null");
    requireNonNull(why, "why is null");
    columns = List.copyOf(columns);
  }

  static MadeFeature of(BoundCall call) {
    return new MadeFeature(call.feature(), call.columns(), Optional.of(call), "by COLUMNS");
  }

  MadeFeature withTable(String table) {
    return new MadeFeature(feature.withTable(table), columns, call, why);
  }

  MadeFeature withMinCount(int count) {
    return new MadeFeature(feature.withMinCount(count), columns, call, why);
  }

  /** Whether the call names its table. */
  boolean namesTable() {
    return call.filter(c -> c.arguments().isGiven(TableArguments.TABLE)).isPresent();
  }

  /** Where the call names the length of its vectors. */
  Optional<SourcePosition> dimPlace() {
    return call.flatMap(c -> c.arguments().place(TableArguments.DIM));
  }

  /** Where the call names its table. */
  Optional<SourcePosition> tablePlace() {
    return call.map(c -> c.place(TableArguments.TABLE));
  }
}

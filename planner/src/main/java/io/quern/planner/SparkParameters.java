package io.quern.planner;

import static java.util.Objects.requireNonNull;

import io.quern.parser.Parameters;
import io.quern.udf.bridge.Seqs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.NamedParameterContext;
import org.apache.spark.sql.catalyst.parser.ParameterContext;
import org.apache.spark.sql.catalyst.parser.PositionalParameterContext;
import scala.jdk.javaapi.CollectionConverters;

/** The values of {@code spark.sql(text, parameters)} as the dialect's parser reads them. */
record SparkParameters(List<Expression> positional, Map<String, Expression> named)
    implements Parameters {
  SparkParameters {
    positional = List.copyOf(positional);
    named = Map.copyOf(named);
  }

  static Parameters of(ParameterContext context) {
    if (context instanceof PositionalParameterContext positional) {
      return new SparkParameters(Seqs.list(positional.params()), Map.of());
    }
    if (context instanceof NamedParameterContext named) {
      return new SparkParameters(List.of(), CollectionConverters.asJava(named.params()));
    }
    return Parameters.none();
  }

  @Override
  public Optional<String> positional(int index) {
    return index < positional.size() ? text(positional.get(index)) : Optional.empty();
  }

  @Override
  public Optional<String> named(String name) {
    return Optional.ofNullable(named.get(name)).flatMap(SparkParameters::text);
  }

  /** Empty for NULL: an option has no such value. */
  private static Optional<String> text(Expression value) {
    requireNonNull(value, "value is null");
    return Optional.ofNullable(value.eval(InternalRow.empty())).map(Object::toString);
  }
}

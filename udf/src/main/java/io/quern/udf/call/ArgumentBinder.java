package io.quern.udf.call;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import io.quern.model.feature.InputColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.types.StructType;

/**
 * Matches the arguments of a call with a model's columns.
 *
 * <ul>
 *   <li>{@code *} matches columns by name and ignores those the model does not know; named
 *       arguments beside it come first.
 *   <li>Named arguments, or one struct, match by name; an unknown name is an error.
 *   <li>Otherwise the arguments are the features in the model's order; a bare column that has the
 *       name of another feature is an error.
 * </ul>
 *
 * Names match as Spark's resolver matches columns.
 */
final class ArgumentBinder {
  private final String function;
  private final String path;
  private final List<InputColumn> columns;
  private final FeatureCasts casts;

  /**
   * @param function as the user called it
   * @param path of the model, as the user wrote it
   */
  ArgumentBinder(String function, String path, List<InputColumn> columns) {
    this.function = function;
    this.path = path;
    this.columns = columns;
    this.casts = new FeatureCasts(path);
  }

  /**
   * @param arguments of the call, without path and version
   * @return one expression per feature, in the feature's canonical type
   * @throws QuernException {@code NAME} for features without argument, arguments without feature
   *     and ambiguous names; {@code TYPE} for a wrong number of arguments or a wrong type
   */
  List<Expression> bind(List<Expression> arguments) {
    List<Expression> matched = match(arguments);
    List<Expression> bound = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      bound.add(casts.cast(columns.get(i), matched.get(i)));
    }
    return bound;
  }

  private List<Expression> match(List<Expression> arguments) {
    if (arguments.stream().anyMatch(StarMark.class::isInstance)) {
      return matchStar(arguments);
    }
    if (arguments.stream().anyMatch(NamedArgumentExpression.class::isInstance)) {
      return matchAll(named(arguments), "argument");
    }
    if (arguments.size() == 1 && arguments.get(0).dataType() instanceof StructType) {
      return matchAll(NamedValue.ofStruct(arguments.get(0)), "field");
    }
    return matchPositions(arguments);
  }

  private List<Expression> matchStar(List<Expression> arguments) {
    List<NamedValue> given = new ArrayList<>();
    List<NamedValue> expanded = new ArrayList<>();
    for (Expression argument : arguments) {
      if (argument instanceof NamedArgumentExpression named) {
        given.add(new NamedValue(named.key(), named.value()));
      } else if (argument instanceof Alias alias) {
        expanded.add(new NamedValue(alias.name(), alias.child()));
      } else if (argument instanceof NamedExpression column) {
        expanded.add(new NamedValue(column.name(), argument));
      } else if (!(argument instanceof StarMark)) {
        throw new QuernException(
                ErrorCode.NAME,
                "%s is called with * and the unnamed argument %s"
                    .formatted(function, argument.sql()))
            .withHint("Name the argument: feature => expression.");
      }
    }
    checkKnown(given, "argument");
    List<Expression> matched = new ArrayList<>();
    for (InputColumn feature : columns) {
      List<NamedValue> first = NamedValue.withName(given, feature.name());
      List<NamedValue> found =
          first.isEmpty() ? NamedValue.withName(expanded, feature.name()) : first;
      matched.add(only(feature, found, NamedValue.names(expanded)));
    }
    return matched;
  }

  private List<NamedValue> named(List<Expression> arguments) {
    List<NamedValue> values = new ArrayList<>();
    for (Expression argument : arguments) {
      if (!(argument instanceof NamedArgumentExpression named)) {
        throw new QuernException(
                ErrorCode.NAME,
                "%s is called with named arguments and the unnamed argument %s"
                    .formatted(function, argument.sql()))
            .withHint("Name all arguments or none.");
      }
      values.add(new NamedValue(named.key(), named.value()));
    }
    return values;
  }

  private List<Expression> matchAll(List<NamedValue> given, String what) {
    checkKnown(given, what);
    List<Expression> matched = new ArrayList<>();
    for (InputColumn feature : columns) {
      List<NamedValue> found = NamedValue.withName(given, feature.name());
      matched.add(only(feature, found, NamedValue.names(given)));
    }
    return matched;
  }

  private void checkKnown(List<NamedValue> given, String what) {
    List<String> names = columns.stream().map(InputColumn::name).toList();
    for (NamedValue value : given) {
      if (names.stream().noneMatch(value::isNamed)) {
        QuernException error =
            new QuernException(
                ErrorCode.NAME,
                "Model '%s' has no feature '%s', which %s is given as %s"
                    .formatted(path, value.name(), function, what));
        throw NearestName.hint(value.name(), names)
            .map(error::withHint)
            .orElseGet(() -> error.withHint(signature()));
      }
    }
  }

  private Expression only(InputColumn feature, List<NamedValue> found, List<String> given) {
    if (found.isEmpty()) {
      QuernException error =
          new QuernException(
              ErrorCode.NAME,
              "Model '%s' expects '%s' %s, which the call of %s does not give"
                  .formatted(path, feature.name(), FeatureCasts.typeName(feature), function));
      throw NearestName.hint(feature.name(), given)
          .map(error::withHint)
          .orElseGet(() -> error.withHint(signature()));
    }
    Expression first = found.get(0).value();
    if (found.stream().anyMatch(value -> !value.value().semanticEquals(first))) {
      throw new QuernException(
              ErrorCode.NAME,
              "Feature '%s' of model '%s' is ambiguous: %s is given %d columns of that name"
                  .formatted(feature.name(), path, function, found.size()))
          .withHint("Name the one that is meant: " + feature.name() + " => table.column.");
    }
    return first;
  }

  private List<Expression> matchPositions(List<Expression> arguments) {
    if (arguments.size() != columns.size()) {
      throw new QuernException(
              ErrorCode.TYPE,
              "Model '%s' expects %d %s, %s is given %d"
                  .formatted(
                      path,
                      columns.size(),
                      columns.size() == 1 ? "argument" : "arguments",
                      function,
                      arguments.size()))
          .withHint(signature());
    }
    for (int i = 0; i < arguments.size(); i++) {
      checkPosition(i, arguments.get(i));
    }
    return arguments;
  }

  private void checkPosition(int position, Expression argument) {
    if (!(argument instanceof Attribute) && !(argument instanceof OuterReference)) {
      return;
    }
    NamedValue column = new NamedValue(((NamedExpression) argument).name(), argument);
    InputColumn expected = columns.get(position);
    if (column.isNamed(expected.name())) {
      return;
    }
    for (InputColumn other : columns) {
      if (column.isNamed(other.name())) {
        throw new QuernException(
                ErrorCode.NAME,
                "Argument %d of %s is column '%s', but model '%s' expects '%s' there"
                    .formatted(position + 1, function, column.name(), path, expected.name()))
            .withHint("Give the columns in the model's order, or by name: feature => column.");
      }
    }
  }

  private String signature() {
    return columns.stream()
        .map(feature -> feature.name() + " " + FeatureCasts.typeName(feature))
        .collect(Collectors.joining(", ", "The model's features are ", "."));
  }
}

package io.quern.udf.metric;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedArgumentExpression;

/**
 * How a metric is called.
 *
 * @param name of the aggregate in SQL
 * @param parameters in order
 * @param required how many of them have to be given; the rest may be left out
 */
record Signature(String name, List<String> parameters, int required) implements Serializable {
  static final String LABEL = "label";
  static final String SCORE = "score";
  static final String GROUP = "group";
  static final String THRESHOLD = "threshold";

  Signature {
    requireNonNull(name, "name is null");
    parameters = List.copyOf(parameters);
  }

  static Signature ofScores(String name) {
    return new Signature(name, List.of(LABEL, SCORE), 2);
  }

  static Signature ofGroups(String name) {
    return new Signature(name, List.of(GROUP, LABEL, SCORE), 3);
  }

  static Signature ofDecisions(String name) {
    return new Signature(name, List.of(LABEL, SCORE, THRESHOLD), 2);
  }

  /** The place of a parameter among {@link #bind bound} arguments, −1 where there is none. */
  int indexOf(String parameter) {
    return parameters.indexOf(parameter);
  }

  /** As in {@code precision(label, score[, threshold])}. */
  String usage() {
    StringBuilder text = new StringBuilder(name).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      String separator = i == 0 ? "" : ", ";
      text.append(
          i < required ? separator + parameters.get(i) : "[" + separator + parameters.get(i) + "]");
    }
    return text.append(')').toString();
  }

  /**
   * Arguments in the order of the parameters, those left out not among them.
   *
   * @throws QuernException {@code TYPE} for arguments that do not fit
   */
  List<Expression> bind(List<Expression> arguments) {
    if (arguments.size() < required || arguments.size() > parameters.size()) {
      throw wrong(Integer.toString(arguments.size()));
    }
    Expression[] bound = new Expression[parameters.size()];
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      boolean named = argument instanceof NamedArgumentExpression;
      int index = named ? indexOf((NamedArgumentExpression) argument) : i;
      if (bound[index] != null) {
        throw wrong("one of them twice");
      }
      bound[index] = named ? ((NamedArgumentExpression) argument).value() : argument;
    }
    for (int i = 0; i < required; i++) {
      if (bound[i] == null) {
        throw wrong("no " + parameters.get(i));
      }
    }
    return Arrays.stream(bound).filter(Objects::nonNull).toList();
  }

  private int indexOf(NamedArgumentExpression argument) {
    int index = indexOf(argument.key().toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw wrong("'" + argument.key() + "'");
    }
    return index;
  }

  private QuernException wrong(String found) {
    int last = parameters.size() - 1;
    String count = required == parameters.size() ? "" + required : required + " or " + (last + 1);
    return new QuernException(
        ErrorCode.TYPE,
        "%s expects %s arguments, %s and %s; it is given %s"
            .formatted(
                name,
                count,
                String.join(", ", parameters.subList(0, last)),
                parameters.get(last),
                found));
  }
}

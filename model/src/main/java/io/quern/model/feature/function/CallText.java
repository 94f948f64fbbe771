package io.quern.model.feature.function;

import io.quern.model.feature.Feature;
import io.quern.model.feature.MissingCategory;
import io.quern.model.feature.MissingNumber;
import io.quern.model.feature.Pooling;
import io.quern.model.feature.Scaling;
import io.quern.model.feature.Transform;
import io.quern.model.feature.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The call that makes a feature, as a COLUMNS clause would have it; arguments that have their
 * default are left out. Confined to one thread.
 */
public final class CallText {
  private final Feature feature;
  private final UnaryOperator<String> column;
  private final List<String> arguments = new ArrayList<>();

  private CallText(Feature feature, UnaryOperator<String> column) {
    this.feature = feature;
    this.column = column;
  }

  /** For example {@code category(user_id, minCount => 2)}. */
  public static String of(Feature feature) {
    return of(feature, UnaryOperator.identity());
  }

  /**
   * The same with other texts for the columns.
   *
   * @param column what to show for a column of that name
   */
  public static String of(Feature feature, UnaryOperator<String> column) {
    return new CallText(feature, column).text();
  }

  private String text() {
    String function = function(feature.transform());
    if (!feature.table().equals(feature.name())) {
      add("table", feature.table());
    }
    if (feature.dim() > 0) {
      add("dim", feature.dim());
    }
    return "%s(%s)".formatted(function, String.join(", ", arguments));
  }

  private String function(Transform transform) {
    if (transform instanceof Transform.Bag bag) {
      return bag(bag);
    }
    feature.columns().forEach(name -> arguments.add(column.apply(name)));
    if (transform instanceof Transform.Number number) {
      return number(number);
    }
    if (transform instanceof Transform.Quantity) {
      return number(Transform.Quantity.NUMBER);
    }
    if (transform instanceof Transform.Buckets buckets) {
      add("at", list(buckets.boundaries()));
      addMissing(buckets.missing());
      return "buckets";
    }
    if (transform instanceof Transform.Quantiles quantiles) {
      add("quantiles", quantiles.count());
      addMissing(quantiles.missing());
      return "buckets";
    }
    if (transform instanceof Transform.Category category) {
      addMissing(category.missing());
      addVocabulary(category.vocabulary());
      return "category";
    }
    addVocabulary(transform.vocabularyLimits());
    return "cross";
  }

  private String bag(Transform.Bag bag) {
    arguments.add(column.apply(feature.columns().get(0)));
    if (bag.pooling() != Pooling.MEAN) {
      add("pooling", BagFunction.word(bag.pooling()));
    }
    if (bag.weighted()) {
      add("weights", column.apply(feature.columns().get(1)));
    }
    addVocabulary(bag.vocabulary());
    return "bag";
  }

  private String number(Transform.Number number) {
    if (number.scaling() != Scaling.STANDARD) {
      add("scale", NumberFunction.word(number.scaling()));
    }
    addMissing(number.missing());
    return "number";
  }

  private void addMissing(MissingNumber missing) {
    if (!missing.equals(MissingNumber.OWN_ROW)) {
      add("missing", NumberFunction.print(missing));
    }
  }

  private void addMissing(MissingCategory missing) {
    if (!missing.equals(MissingCategory.OWN_ROW)) {
      add("missing", quoted(missing.constant()));
    }
  }

  private static String quoted(String constant) {
    return constant.matches("true|false|[-+]?[0-9.]+([eE][-+]?[0-9]+)?")
        ? constant
        : "'" + constant.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private void addVocabulary(Vocabulary limits) {
    if (limits.minCount() != Vocabulary.AUTOMATIC.minCount()) {
      add("minCount", limits.minCount());
    }
    if (limits.maxSize() > 0) {
      add("maxSize", limits.maxSize());
    }
  }

  private void add(String argument, Object value) {
    arguments.add(argument + " => " + value);
  }

  private static String list(List<Double> numbers) {
    return numbers.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}

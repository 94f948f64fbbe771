package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;

/** What a feature makes of its columns. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "function")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Transform.Category.class, name = "CATEGORY"),
  @JsonSubTypes.Type(value = Transform.Cross.class, name = "CROSS"),
  @JsonSubTypes.Type(value = Transform.Number.class, name = "NUMBER"),
  @JsonSubTypes.Type(value = Transform.Quantity.class, name = "QUANTITY"),
  @JsonSubTypes.Type(value = Transform.Buckets.class, name = "BUCKETS"),
  @JsonSubTypes.Type(value = Transform.Quantiles.class, name = "QUANTILES"),
  @JsonSubTypes.Type(value = Transform.Bag.class, name = "BAG")
})
public sealed interface Transform extends Serializable {
  /**
   * The kind of slot that becomes of columns of these types.
   *
   * @throws IllegalArgumentException when their number or types do not fit
   */
  FeatureKind kind(List<ColumnType> types);

  /** Which values have rows of their own; {@link Vocabulary#ALL} where there is no choice. */
  default Vocabulary vocabularyLimits() {
    return Vocabulary.ALL;
  }

  /** The same; where the vocabulary is left to the data, by that count. */
  default Transform withMinCount(int count) {
    return this;
  }

  /**
   * Each distinct value of one column is an id.
   *
   * @param undecided whether nobody said that the column's whole numbers are ids: where the
   *     training rows show a quantity, a {@link Quantity} is fitted beside it
   */
  record Category(Vocabulary vocabulary, MissingCategory missing, boolean undecided)
      implements Transform {
    public Category {
      requireNonNull(vocabulary, "vocabulary is null");
      requireNonNull(missing, "missing is null");
      if (undecided && !missing.equals(MissingCategory.OWN_ROW)) {
        throw new IllegalArgumentException("An undecided category has a row for missing values");
      }
    }

    /** A category that is meant as one. */
    public Category(Vocabulary vocabulary, MissingCategory missing) {
      this(vocabulary, missing, false);
    }

    /** A category whose missing values have a row of their own. */
    public Category(Vocabulary vocabulary) {
      this(vocabulary, MissingCategory.OWN_ROW);
    }

    @Override
    public FeatureKind kind(List<ColumnType> types) {
      requireFit(types.size() == 1 && !types.get(0).isArray(), types, "category");
      requireFit(!undecided || types.get(0) == ColumnType.INTEGRAL, types, "undecided category");
      missing.requireFit(types.get(0));
      return FeatureKind.CATEGORY;
    }

    @Override
    public Vocabulary vocabularyLimits() {
      return vocabulary;
    }

    @Override
    public Transform withMinCount(int count) {
      return new Category(vocabulary.orElse(count), missing, undecided);
    }
  }

  /**
   * Each distinct combination of two or more columns' values is an id, in the columns' order. With
   * arrays every combination of their elements is one, so that the slot is a bag with as many keys
   * as the product of the arrays' lengths, pooled by their mean. Where a column is missing, so is
   * the combination.
   */
  record Cross(Vocabulary vocabulary) implements Transform {
    public Cross {
      requireNonNull(vocabulary, "vocabulary is null");
    }

    @Override
    public FeatureKind kind(List<ColumnType> types) {
      requireFit(types.size() > 1 && !types.contains(ColumnType.NUMBER_ARRAY), types, "cross");
      return types.stream().anyMatch(ColumnType::isArray) ? FeatureKind.BAG : FeatureKind.CATEGORY;
    }

    @Override
    public Vocabulary vocabularyLimits() {
      return vocabulary;
    }

    @Override
    public Transform withMinCount(int count) {
      return new Cross(vocabulary.orElse(count));
    }
  }

  /** One row, scaled by the number of one column. */
  record Number(Scaling scaling, MissingNumber missing) implements Transform {
    public Number {
      requireNonNull(scaling, "scaling is null");
      requireNonNull(missing, "missing is null");
    }

    @Override
    public FeatureKind kind(List<ColumnType> types) {
      requireFit(types.size() == 1 && types.get(0).isNumeric(), types, "number");
      return FeatureKind.NUMBER;
    }
  }

  /**
   * What an undecided {@link Category} turned out to be as well: {@link #NUMBER}, read from the key
   * of the category.
   */
  record Quantity() implements Transform {
    /** How its numbers scale its row. */
    public static final Number NUMBER = new Number(Scaling.LOG, MissingNumber.OWN_ROW);

    @Override
    public FeatureKind kind(List<ColumnType> types) {
      requireFit(types.equals(List.of(ColumnType.INTEGRAL)), types, "quantity");
      return FeatureKind.NUMBER;
    }
  }

  /**
   * A number as one of a few ids: how many boundaries are not above it.
   *
   * @param boundaries finite, strictly ascending, at least one
   * @param missing a row of its own, or a number
   */
  record Buckets(List<Double> boundaries, MissingNumber missing) implements Transform {
    public Buckets {
      missing.requireNoMean();
      boundaries = List.copyOf(boundaries);
      if (boundaries.isEmpty()) {
        throw new IllegalArgumentException("Buckets need at least one boundary");
      }
      for (int i = 0; i < boundaries.size(); i++) {
        boolean ascends = i == 0 || boundaries.get(i - 1) < boundaries.get(i);
        if (!ascends || !Double.isFinite(boundaries.get(i))) {
          throw new IllegalArgumentException("Boundaries do not ascend: " + boundaries);
        }
      }
    }

    /** Buckets beside which missing numbers have a row of their own. */
    public Buckets(List<Double> boundaries) {
      this(boundaries, MissingNumber.OWN_ROW);
    }

    @Override
    public FeatureKind kind(List<ColumnType> types) {
      requireFit(types.size() == 1 && types.get(0).isNumeric(), types, "number in buckets");
      return FeatureKind.CATEGORY;
    }
  }

  /**
   * {@link Buckets} whose boundaries part the training rows into equally many.
   *
   * @param count of buckets, from 2; fewer come out where values are frequent
   * @param missing a row of its own, or a number, which the boundaries count, too
   */
  record Quantiles(int count, MissingNumber missing) implements Transform {
    /** The most buckets: beyond it the error of the boundaries is no small part of a bucket. */
    public static final int MAX_COUNT = 256;

    public Quantiles {
      missing.requireNoMean();
      if (count < 2 || count > MAX_COUNT) {
        throw new IllegalArgumentException("Invalid number of quantiles: " + count);
      }
    }

    /** Quantiles beside which missing numbers have a row of their own. */
    public Quantiles(int count) {
      this(count, MissingNumber.OWN_ROW);
    }

    @Override
    public FeatureKind kind(List<ColumnType> types) {
      requireFit(types.size() == 1 && types.get(0).isNumeric(), types, "number in buckets");
      return FeatureKind.CATEGORY;
    }
  }

  /**
   * Each distinct element of an array is an id; the elements' rows are pooled.
   *
   * @param weighted whether a second column, an array of numbers, weighs the elements of the first
   */
  record Bag(Pooling pooling, boolean weighted, Vocabulary vocabulary) implements Transform {
    public Bag {
      requireNonNull(pooling, "pooling is null");
      requireNonNull(vocabulary, "vocabulary is null");
    }

    @Override
    public FeatureKind kind(List<ColumnType> types) {
      requireFit(types.size() == (weighted ? 2 : 1), types, "bag");
      requireFit(types.get(0).isArray() && types.get(0) != ColumnType.NUMBER_ARRAY, types, "bag");
      requireFit(!weighted || types.get(1).isNumericArray(), types, "weighted bag");
      return FeatureKind.BAG;
    }

    @Override
    public Vocabulary vocabularyLimits() {
      return vocabulary;
    }

    @Override
    public Transform withMinCount(int count) {
      return new Bag(pooling, weighted, vocabulary.orElse(count));
    }
  }

  private static void requireFit(boolean fits, List<ColumnType> types, String what) {
    if (!fits) {
      throw new IllegalArgumentException("%s cannot be a %s".formatted(types, what));
    }
  }
}

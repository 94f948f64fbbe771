package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;

/**
 * One thing that a model learns from, made of one or more columns.
 *
 * @param name unique within the model
 * @param kind of the slot that a network sees
 * @param columns the input columns it reads, in the order its transform takes them
 * @param table whose name seeds the keys: features that name the same table share rows
 * @param dim length of its vectors; 0 for as long as the model's are, option {@code embeddingDim}
 */
public record Feature(
    String name, FeatureKind kind, List<String> columns, Transform transform, String table, int dim)
    implements Serializable {
  public Feature {
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(transform, "transform is null");
    requireNonNull(table, "table is null");
    columns = List.copyOf(columns);
    if (dim < 0) {
      throw new IllegalArgumentException(
          "Feature '%s' has vectors of length %d".formatted(name, dim));
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("Feature '%s' reads no column".formatted(name));
    }
  }

  /** A feature with a table of its own. */
  public static Feature of(String name, List<InputColumn> columns, Transform transform) {
    return new Feature(
        name,
        transform.kind(columns.stream().map(InputColumn::type).toList()),
        columns.stream().map(InputColumn::name).toList(),
        transform,
        name,
        0);
  }

  /** What becomes of a column that no function names. */
  public static Feature ofColumn(InputColumn column, FeatureKind kind) {
    Transform transform =
        switch (kind) {
          case CATEGORY -> new Transform.Category(Vocabulary.AUTOMATIC);
          case NUMBER -> new Transform.Number(Scaling.STANDARD, MissingNumber.OWN_ROW);
          case BAG -> new Transform.Bag(Pooling.MEAN, false, Vocabulary.AUTOMATIC);
        };
    return of(column.name(), List.of(column), transform);
  }

  /**
   * What becomes of a column of whole numbers that no function and no option names: a category
   * until the training rows show a quantity.
   */
  public static Feature ofWholeNumbers(InputColumn column) {
    return of(
        column.name(),
        List.of(column),
        new Transform.Category(Vocabulary.AUTOMATIC, MissingCategory.OWN_ROW, true));
  }

  /** The feature beside this one, an undecided category, where its column holds quantities. */
  Feature quantity() {
    String beside = "quantity(%s)".formatted(name);
    return new Feature(beside, FeatureKind.NUMBER, columns, new Transform.Quantity(), beside, dim);
  }

  /** The same feature, beside which the training rows cannot put anything. */
  Feature decided() {
    return isUndecided()
        ? new Feature(
            name, kind, columns, new Transform.Category(transform.vocabularyLimits()), table, dim)
        : this;
  }

  /** Whether the training rows may put a quantity beside it. */
  boolean isUndecided() {
    return transform instanceof Transform.Category category && category.undecided();
  }

  /** Whether the training rows have put it beside a category. */
  public boolean isQuantity() {
    return transform instanceof Transform.Quantity;
  }

  /** The same feature; where its vocabulary is left to the data, by that count. */
  public Feature withMinCount(int count) {
    return new Feature(name, kind, columns, transform.withMinCount(count), table, dim);
  }

  /** The same feature with another table. */
  public Feature withTable(String name) {
    return new Feature(this.name, kind, columns, transform, name, dim);
  }

  /** The same feature with vectors of another length; 0 for the model's. */
  public Feature withDim(int length) {
    return new Feature(name, kind, columns, transform, table, length);
  }
}

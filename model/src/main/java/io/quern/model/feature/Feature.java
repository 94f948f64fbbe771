package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One column of a model.
 *
 * @param type how the column reaches the encoder
 * @param kind how it takes part
 */
public record Feature(String name, ColumnType type, FeatureKind kind) implements Serializable {
  public Feature {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    requireNonNull(kind, "kind is null");
    boolean fits =
        switch (kind) {
          case CATEGORY -> !type.isArray();
          case NUMBER -> type == ColumnType.NUMBER || type == ColumnType.INTEGRAL;
          case BAG -> type.isArray();
        };
    if (!fits) {
      throw new IllegalArgumentException("A " + type + " column cannot be a " + kind);
    }
  }
}

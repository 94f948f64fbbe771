package io.quern.model.feature;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A column that a model reads: of a row, of a call's arguments, of the signature. Columns are found
 * by name and read by position.
 *
 * @param type how the column reaches the encoder
 */
public record InputColumn(String name, ColumnType type) implements Serializable {
  public InputColumn {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
  }
}

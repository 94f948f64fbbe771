package io.quern.model.feature;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a model reads and what it learns from, before anything is fitted.
 *
 * @param columns in the order of the source, which is also that of positional calls
 * @param features made of these columns
 */
public record FeatureSchema(List<InputColumn> columns, List<Feature> features)
    implements Serializable {
  public FeatureSchema {
    columns = List.copyOf(columns);
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("There are no features");
    }
    Map<String, InputColumn> byName = new HashMap<>();
    for (InputColumn column : columns) {
      if (byName.put(column.name(), column) != null) {
        throw new IllegalArgumentException("Column '" + column.name() + "' is there twice");
      }
    }
    Set<String> names = new HashSet<>();
    for (Feature feature : features) {
      if (!names.add(feature.name())) {
        throw new IllegalArgumentException("Feature '" + feature.name() + "' is there twice");
      }
      requireFit(feature, byName);
    }
    requireOneLength(features);
  }

  /** A row has one length, whoever reads it. */
  private static void requireOneLength(List<Feature> features) {
    Map<String, Feature> byTable = new HashMap<>();
    for (Feature feature : features) {
      Feature first = byTable.putIfAbsent(feature.table(), feature);
      if (first != null && first.dim() != feature.dim()) {
        throw new IllegalArgumentException(
            "Features '%s' and '%s' share table '%s', but not the length of vectors: %d, %d"
                .formatted(
                    first.name(), feature.name(), feature.table(), first.dim(), feature.dim()));
      }
    }
  }

  private static void requireFit(Feature feature, Map<String, InputColumn> columns) {
    List<ColumnType> types = new ArrayList<>();
    for (String name : feature.columns()) {
      InputColumn column = columns.get(name);
      if (column == null) {
        throw new IllegalArgumentException(
            "Feature '%s' reads column '%s', which is not there".formatted(feature.name(), name));
      }
      types.add(column.type());
    }
    if (feature.transform().kind(types) != feature.kind()) {
      throw new IllegalArgumentException(
          "Feature '%s' of %s cannot be a %s".formatted(feature.name(), types, feature.kind()));
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The slots that a network sees. */
  public FeatureLayout layout() {
    return FeatureMap.layoutOf(features);
  }

  /** What rows hold that are encoded with this schema. */
  public EncodedLayout encodedLayout() {
    return EncodedLayout.of(this);
  }

  /** What the statement alone decides: without quantities, and whether there might be any. */
  public FeatureSchema withoutQuantities() {
    return new FeatureSchema(
        columns,
        features.stream().filter(feature -> !feature.isQuantity()).map(Feature::decided).toList());
  }

  /** The columns that a feature reads. */
  public List<InputColumn> columnsOf(Feature feature) {
    return Arrays.stream(positions(feature)).mapToObj(columns::get).toList();
  }

  /** The positions of the columns that a feature reads. */
  int[] positions(Feature feature) {
    return feature.columns().stream()
        .mapToInt(
            name ->
                IntStream.range(0, columns.size())
                    .filter(i -> columns.get(i).name().equals(name))
                    .findFirst()
                    .orElseThrow())
        .toArray();
  }

  /** Collects columns and features. Confined to one thread. */
  public static final class Builder {
    private final List<InputColumn> columns = new ArrayList<>();
    private final List<Feature> features = new ArrayList<>();

    private Builder() {}

    /** A column and the feature that it is by itself; every value has a row of its own. */
    public Builder column(String name, ColumnType type, FeatureKind kind) {
      InputColumn column = new InputColumn(name, type);
      columns.add(column);
      features.add(Feature.ofColumn(column, kind).withMinCount(1));
      return this;
    }

    /** A column that only named features read. */
    public Builder column(String name, ColumnType type) {
      columns.add(new InputColumn(name, type));
      return this;
    }

    /** A feature of columns that are there already. */
    public Builder feature(Feature feature) {
      features.add(feature);
      return this;
    }

    /** A feature of columns that are there already, with a table of its own. */
    public Builder feature(String name, Transform transform, String... names) {
      List<InputColumn> read = new ArrayList<>();
      for (String column : names) {
        columns.stream().filter(c -> c.name().equals(column)).forEach(read::add);
      }
      return feature(Feature.of(name, read, transform));
    }

    /**
     * @throws IllegalArgumentException when they do not fit each other
     */
    public FeatureSchema build() {
      return new FeatureSchema(columns, features);
    }
  }
}

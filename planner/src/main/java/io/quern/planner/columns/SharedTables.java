package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Transform;
import io.quern.model.feature.function.CallText;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Features that name the same table read the same rows, so they must mean the same by them. */
final class SharedTables {
  private final SourceColumns source;

  SharedTables(SourceColumns source) {
    this.source = requireNonNull(source, "source is null");
  }

  /**
   * The features with every table spelt as the feature is whose name it has, or else as the first
   * that names it.
   *
   * @throws QuernException at the argument {@code table} where two features cannot share theirs
   */
  List<MadeFeature> share(List<MadeFeature> features) {
    List<String> spellings = new ArrayList<>();
    features.stream()
        .filter(made -> !made.namesTable())
        .forEach(made -> spellings.add(made.feature().table()));
    List<MadeFeature> spelt = new ArrayList<>();
    for (MadeFeature made : features) {
      String table = made.feature().table();
      Optional<String> known =
          spellings.stream().filter(name -> source.isSame(name, table)).findFirst();
      if (known.isEmpty()) {
        spellings.add(table);
      }
      spelt.add(made.withTable(known.orElse(table)));
    }
    spelt.stream().filter(MadeFeature::namesTable).forEach(made -> requireAlike(made, spelt));
    return spelt.stream().map(made -> isShared(made, spelt) ? made.withMinCount(1) : made).toList();
  }

  /** Then a value that is rare in one feature may be frequent in the other: it keeps its row. */
  private static boolean isShared(MadeFeature made, List<MadeFeature> all) {
    return all.stream()
        .anyMatch(other -> other != made && other.feature().table().equals(made.feature().table()));
  }

  private void requireAlike(MadeFeature made, List<MadeFeature> all) {
    for (MadeFeature other : all) {
      if (other != made && other.feature().table().equals(made.feature().table())) {
        conflict(made, other)
            .ifPresent(
                why -> {
                  throw Places.at(
                      new QuernException(
                          ErrorCode.OPTION,
                          "Table '%s' cannot be shared with %s: %s"
                              .formatted(
                                  made.feature().table(), CallText.of(other.feature()), why)),
                      made.tablePlace());
                });
      }
    }
  }

  private Optional<String> conflict(MadeFeature made, MadeFeature other) {
    if (!hasRowsByValue(other)) {
      return Optional.of("only category and bag share tables");
    }
    ColumnType mine = elementType(made);
    ColumnType others = elementType(other);
    String name = made.columns().get(0).name();
    if (mine != others) {
      return Optional.of(
          "its values are %s, those of '%s' %s".formatted(sql(others), name, sql(mine)));
    }
    return made.feature().dim() == other.feature().dim()
        ? Optional.empty()
        : Optional.of(
            "its vectors have length %s, those of '%s' %s"
                .formatted(length(other), name, length(made)));
  }

  private static String length(MadeFeature made) {
    int dim = made.feature().dim();
    return dim == 0 ? "embeddingDim" : Integer.toString(dim);
  }

  private static boolean hasRowsByValue(MadeFeature made) {
    Transform transform = made.feature().transform();
    return transform instanceof Transform.Category || transform instanceof Transform.Bag;
  }

  private static ColumnType elementType(MadeFeature made) {
    ColumnType type = made.columns().get(0).type();
    return switch (type) {
      case STRING_ARRAY -> ColumnType.STRING;
      case BOOLEAN_ARRAY -> ColumnType.BOOLEAN;
      case INTEGRAL_ARRAY -> ColumnType.INTEGRAL;
      case NUMBER_ARRAY -> ColumnType.NUMBER;
      case STRING, BOOLEAN, INTEGRAL, NUMBER -> type;
    };
  }

  private static String sql(ColumnType type) {
    return SparkColumnTypes.canonical(type).sql();
  }
}

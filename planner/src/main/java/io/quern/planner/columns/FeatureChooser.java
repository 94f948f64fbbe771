package io.quern.planner.columns;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.model.algorithm.RowOptions;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.function.CallText;
import io.quern.parser.tree.FeatureCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;

/**
 * Decides what becomes of the columns of a source. A column that a call of the COLUMNS clause names
 * first has the features of these calls; any other has the default one of its type; crosses come
 * after them. A column that only weighs another has none. Features are in the order of the source.
 */
public final class FeatureChooser {
  private final SourceColumns source;
  private final Options options;
  private final ColumnRoles roles;

  /**
   * Resolves the names that the options give.
   *
   * @throws QuernException for a name that no column has, that is given twice, or that contradicts
   *     another option
   */
  public FeatureChooser(SourceColumns source, Options options) {
    this.source = requireNonNull(source, "source is null");
    this.options = requireNonNull(options, "options is null");
    this.roles = new ColumnRoles(source, options);
  }

  /** Empty where the options name none. */
  public Optional<StructField> label() {
    return roles.label();
  }

  /**
   * @throws QuernException for a call or a column that cannot be used as asked, and where no column
   *     takes part
   */
  public FeatureChoice choose(List<FeatureCall> calls) {
    roles.requireConsistent();
    CallBinder binder = new CallBinder(source, roles);
    List<BoundCall> bound = calls.stream().map(binder::bind).toList();
    List<SkippedColumn> skipped = new ArrayList<>();
    List<MadeFeature> made = make(bound, skipped);
    if (made.isEmpty()) {
      throw new QuernException(
          ErrorCode.TYPE,
          "The source has no column to learn from"
              + label().map(label -> " beside label '%s'".formatted(label.name())).orElse(""));
    }
    requireOwnNames(made);
    List<MadeFeature> shared = new SharedTables(source).share(limited(made));
    return new FeatureChoice(
        columns(shared), shared.stream().map(this::decision).toList(), skipped);
  }

  private List<MadeFeature> make(List<BoundCall> calls, List<SkippedColumn> skipped) {
    DefaultFeatures defaults = new DefaultFeatures(roles, options);
    List<MadeFeature> made = new ArrayList<>();
    for (StructField column : roles.candidates()) {
      List<BoundCall> own =
          calls.stream().filter(call -> call.replacesDefaultOf(column.name())).toList();
      own.forEach(call -> made.add(MadeFeature.of(call)));
      if (own.isEmpty() && calls.stream().noneMatch(c -> c.namesInArgument(column.name()))) {
        defaults.make(column).ifPresentOrElse(made::add, () -> skipped.add(skipped(column)));
      }
    }
    calls.stream()
        .filter(call -> !call.function().replacesDefault())
        .forEach(call -> made.add(MadeFeature.of(call)));
    return made;
  }

  private List<MadeFeature> limited(List<MadeFeature> made) {
    return options
        .find(RowOptions.MIN_COUNT)
        .map(count -> made.stream().map(feature -> feature.withMinCount(count)).toList())
        .orElse(made);
  }

  private static SkippedColumn skipped(StructField column) {
    return new SkippedColumn(
        column.name(), column.dataType().sql(), DefaultFeatures.SUPPORTED, TypeAdvice.of(column));
  }

  private void requireOwnNames(List<MadeFeature> made) {
    for (int i = 0; i < made.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (source.isSame(made.get(i).feature().name(), made.get(j).feature().name())) {
          throw twice(made.get(j), made.get(i));
        }
      }
    }
  }

  /** The place is the last call's: one of the two has none where it is a default feature. */
  private static QuernException twice(MadeFeature first, MadeFeature second) {
    QuernException error =
        new QuernException(
                ErrorCode.OPTION,
                "Feature '%s' is there twice: %s and %s"
                    .formatted(
                        second.feature().name(),
                        CallText.of(first.feature()),
                        CallText.of(second.feature())))
            .withHint("Give one of them a name of its own: … as name");
    return Places.at(error, second.call().or(first::call).map(BoundCall::place));
  }

  private List<InputColumn> columns(List<MadeFeature> made) {
    List<InputColumn> read = made.stream().flatMap(m -> m.columns().stream()).distinct().toList();
    return source.all().stream()
        .flatMap(column -> read.stream().filter(input -> input.name().equals(column.name())))
        .toList();
  }

  private FeatureDecision decision(MadeFeature made) {
    Feature feature = made.feature();
    return new FeatureDecision(
        feature, CallText.of(feature, this::withType), made.why(), made.dimPlace());
  }

  private String withType(String column) {
    StructField field = source.get("Column", column, Optional.empty());
    return "%s %s".formatted(column, field.dataType().sql());
  }
}

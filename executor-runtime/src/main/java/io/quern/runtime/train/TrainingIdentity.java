package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.algorithm.ResumeOptions;
import io.quern.model.bundle.Lineage;
import io.quern.model.feature.Feature;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.function.CallText;
import io.quern.runtime.data.RowsDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes two trainings one: all of the statement that the result depends on, and the rows.
 * Immutable; becomes JSON in a checkpoint.
 *
 * @param statement texts by what they are of, in words
 */
record TrainingIdentity(Map<String, String> statement, RowsDigest rows) {
  TrainingIdentity {
    requireNonNull(rows, "rows is null");
    statement = Collections.unmodifiableMap(new LinkedHashMap<>(statement));
  }

  /**
   * @param parent the version that the training goes on from
   */
  static TrainingIdentity of(TrainSpec spec, Lineage.Parent parent, RowsDigest rows) {
    return new TrainingIdentity(statement(spec, parent), rows);
  }

  /** What the statement alone decides. */
  static Map<String, String> statement(TrainSpec spec, Lineage.Parent parent) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("the algorithm", spec.algorithm());
    texts.put("the label", spec.label());
    ResumeOptions.among(spec.optionTexts())
        .forEach((name, text) -> texts.put("option '%s'".formatted(name), text));
    texts.put("the version gone on from", version(parent));
    for (InputColumn column : spec.columns()) {
      texts.put("column '%s'".formatted(column.name()), column.type().toString());
    }
    for (Feature feature : spec.features()) {
      texts.put("feature '%s'".formatted(feature.name()), CallText.of(feature));
    }
    return texts;
  }

  private static String version(Lineage.Parent parent) {
    return parent.isPresent() ? "%d of run %s".formatted(parent.version(), parent.run()) : "none";
  }

  /** The first thing that is otherwise than it was, for messages; empty where all is alike. */
  Optional<String> difference(TrainingIdentity before) {
    return difference(statement, before.statement).or(() -> rows.difference(before.rows));
  }

  /** Likewise, of statements. */
  static Optional<String> difference(Map<String, String> now, Map<String, String> before) {
    for (Map.Entry<String, String> thing : now.entrySet()) {
      String was = before.get(thing.getKey());
      if (was == null) {
        return Optional.of("%s is new".formatted(thing.getKey()));
      }
      if (!was.equals(thing.getValue())) {
        return Optional.of("%s was %s, is %s now".formatted(thing.getKey(), was, thing.getValue()));
      }
    }
    for (String name : before.keySet()) {
      if (!now.containsKey(name)) {
        return Optional.of("%s is gone".formatted(name));
      }
    }
    return List.copyOf(now.keySet()).equals(List.copyOf(before.keySet()))
        ? Optional.empty()
        : Optional.of("columns or features have another order");
  }
}

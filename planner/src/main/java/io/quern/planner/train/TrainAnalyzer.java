package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.OptionText;
import io.quern.api.Options;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.Algorithm;
import io.quern.model.algorithm.Algorithms;
import io.quern.model.algorithm.ColumnOptions;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.MetricOptions;
import io.quern.model.algorithm.NetworkChoice;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.feature.Feature;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.columns.FeatureChoice;
import io.quern.planner.columns.FeatureChooser;
import io.quern.planner.columns.FeatureDecision;
import io.quern.planner.columns.LabelType;
import io.quern.planner.columns.Places;
import io.quern.planner.columns.SkippedColumn;
import io.quern.planner.columns.SourceColumns;
import io.quern.planner.command.ModelPaths;
import io.quern.planner.session.Notes;
import io.quern.runtime.train.TrainSpec;
import io.quern.runtime.train.TrainingFootprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * Turns a TRAIN statement and its resolved source into a {@link TrainPlan}. Everything that a user
 * can have got wrong and that shows without reading rows ends here; nothing is started, read or
 * written. What is allowed but likely not meant is told as a note.
 */
final class TrainAnalyzer {
  private final SparkSession session;

  TrainAnalyzer(SparkSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  TrainPlan analyse(TrainStatement statement, LogicalPlan source) {
    Algorithm algorithm = algorithm(statement.algorithm());
    Options options = algorithm.options().resolve(withoutIgnored(statement.options()));
    TrainingOptions training = TrainingOptions.from(options);
    requireTable(source);
    SourceColumns columns =
        new SourceColumns(source.schema(), session.sessionState().conf().caseSensitiveAnalysis());
    FeatureChooser chooser = new FeatureChooser(columns, options);
    StructField label = chooser.label().orElseThrow();
    LabelType.require(label, options.place(ColumnOptions.LABEL));
    FeatureChoice choice = chooser.choose(statement.columns());
    noteSkipped(choice.skipped());
    requireFit(training.network(), choice.features(), options);
    choice.decisions().forEach(decision -> requireLength(training.network(), decision));
    requireGaucFeature(training, choice.features(), options);
    ModelPaths paths = ModelPaths.of(session);
    ModelRepository model = paths.writableRepository(statement.path());
    TrainSpec spec = spec(statement, options, training, label, choice);
    new ParentPlace(options).require(spec, paths.hadoop());
    return new TrainPlan(
        algorithm,
        options,
        label,
        choice,
        spec,
        TrainingFootprint.of(session.sparkContext(), training, choice.features()),
        model,
        paths.qualified(statement.path()),
        new TrainingRows(columns, source, timeZone()).project(label, choice.columns()),
        new ValidationTable(session).analyse(options, label, choice.columns()));
  }

  private static void requireTable(LogicalPlan source) {
    if (source.isStreaming()) {
      throw new QuernException(ErrorCode.TYPE, "The source is a stream; TRAIN reads it to its end")
          .withHint("Save the stream to a table and train on that");
    }
  }

  private static Algorithm algorithm(PlacedText name) {
    try {
      return Algorithms.named(name.text());
    } catch (QuernException e) {
      throw e.at(name.position());
    }
  }

  private static void requireGaucFeature(
      TrainingOptions training, List<Feature> features, Options options) {
    try {
      training.metrics().gaucFeature(features);
    } catch (QuernException e) {
      throw Places.at(e, options.place(MetricOptions.GAUC_BY));
    }
  }

  private static TrainSpec spec(
      TrainStatement statement,
      Options options,
      TrainingOptions training,
      StructField label,
      FeatureChoice choice) {
    return new TrainSpec(
        UUID.randomUUID().toString(),
        Algorithms.named(statement.algorithm().text()).name(),
        statement.path().text(),
        label.name(),
        choice.columns(),
        choice.features(),
        training,
        texts(options, training),
        statement.text(),
        statement.source(),
        List.of(), // known when the source is planned
        statement.started());
  }

  private static void requireFit(NetworkChoice network, List<Feature> features, Options options) {
    network
        .misfit(features)
        .ifPresent(
            misfit -> {
              Optional<SourcePosition> place =
                  DeepCtrOptions.SET.find(misfit.option()).flatMap(options::place);
              throw Places.at(misfit.toException(), place);
            });
  }

  private static void requireLength(NetworkChoice network, FeatureDecision decision) {
    network
        .misfit(decision.feature())
        .ifPresent(
            misfit -> {
              throw Places.at(misfit.toException(), decision.dimPlace());
            });
  }

  /** Without the options of other networks. */
  private static Map<String, String> texts(Options options, TrainingOptions training) {
    Map<String, String> texts = options.texts();
    texts.keySet().removeIf(name -> !training.network().uses(name));
    return texts;
  }

  private List<OptionText> withoutIgnored(List<OptionText> texts) {
    List<OptionText> kept = new ArrayList<>();
    for (OptionText text : texts) {
      if (DeepCtrOptions.isIgnored(text.name())) {
        Notes.post(
            session, "Option '%s' has no meaning here and is ignored".formatted(text.name()));
      } else {
        kept.add(text);
      }
    }
    return kept;
  }

  private String timeZone() {
    return session.sessionState().conf().sessionLocalTimeZone();
  }

  private void noteSkipped(List<SkippedColumn> skipped) {
    for (SkippedColumn column : skipped) {
      Notes.post(
          session,
          "Column '%s' of type %s is skipped; to learn from it: %s"
              .formatted(column.name(), column.type(), column.advice()));
    }
  }
}

package io.quern.planner;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.algorithm.Algorithms;
import io.quern.parser.tree.PlacedText;
import io.quern.parser.tree.Source;
import io.quern.parser.tree.SourceQuery;
import io.quern.parser.tree.SqlCancelTraining;
import io.quern.parser.tree.SqlDescribeModel;
import io.quern.parser.tree.SqlDropModel;
import io.quern.parser.tree.SqlExplainTrain;
import io.quern.parser.tree.SqlInclude;
import io.quern.parser.tree.SqlLoad;
import io.quern.parser.tree.SqlPromoteModel;
import io.quern.parser.tree.SqlRegister;
import io.quern.parser.tree.SqlRestoreModel;
import io.quern.parser.tree.SqlSave;
import io.quern.parser.tree.SqlShowAlgorithms;
import io.quern.parser.tree.SqlShowFunctions;
import io.quern.parser.tree.SqlShowModels;
import io.quern.parser.tree.SqlShowOptions;
import io.quern.parser.tree.SqlShowTraining;
import io.quern.parser.tree.SqlShowTrainings;
import io.quern.parser.tree.SqlStatement;
import io.quern.parser.tree.SqlTagModel;
import io.quern.parser.tree.SqlTrain;
import io.quern.planner.catalog.DescribeModel;
import io.quern.planner.catalog.DropModel;
import io.quern.planner.catalog.ModelReference;
import io.quern.planner.catalog.RestoreModel;
import io.quern.planner.catalog.ShowAlgorithms;
import io.quern.planner.catalog.ShowFunctions;
import io.quern.planner.catalog.ShowModels;
import io.quern.planner.catalog.ShowOptions;
import io.quern.planner.catalog.TagModel;
import io.quern.planner.command.Action;
import io.quern.planner.command.ActionCommand;
import io.quern.planner.command.SourceCommand;
import io.quern.planner.command.TypedPlaces;
import io.quern.planner.dataset.DataTarget;
import io.quern.planner.dataset.LoadAction;
import io.quern.planner.dataset.SaveStatement;
import io.quern.planner.predict.PredictPlan;
import io.quern.planner.predict.RegisterAction;
import io.quern.planner.train.TrainStatement;
import io.quern.planner.trainings.CancelTraining;
import io.quern.planner.trainings.ShowTraining;
import io.quern.planner.trainings.ShowTrainings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.execution.command.ExplainCommand;

/** Turns a parsed statement of ours into the plan node that Spark analyses and executes. */
final class StatementPlanner {
  private final String text;
  private final SourcePlans sources;
  private final TypedPlaces places;

  /**
   * @param text the statement as typed
   */
  StatementPlanner(String text, SourcePlans sources, TypedPlaces places) {
    this.text = requireNonNull(text, "text is null");
    this.sources = requireNonNull(sources, "sources is null");
    this.places = requireNonNull(places, "places is null");
  }

  LogicalPlan plan(SqlStatement statement) {
    if (statement instanceof SqlTrain train) {
      return train.verb() == SqlTrain.Verb.PREDICT
          ? predict(train, viewOf(train))
          : SourceCommand.of(trainStatement(train), sources.of(train.source()), places);
    }
    if (statement instanceof SqlExplainTrain explain) {
      return explain(explain);
    }
    if (statement instanceof SqlSave save) {
      return SourceCommand.of(saveStatement(save), sources.of(save.table()), places);
    }
    return ActionCommand.of(action(statement), places);
  }

  private TrainStatement trainStatement(SqlTrain train) {
    return new TrainStatement(
        train.algorithm(),
        train.path(),
        train.columns(),
        train.options(),
        viewOf(train),
        describe(train.source()),
        text,
        Instant.now());
  }

  private static Optional<String> viewOf(SqlTrain train) {
    return train.output().map(PlacedText::text);
  }

  private static String describe(Source source) {
    return source instanceof SourceQuery query ? query.text().strip() : source.toString();
  }

  private LogicalPlan predict(SqlTrain statement, Optional<String> view) {
    requireAlgorithm(statement.algorithm());
    return PredictPlan.of(statement.path(), statement.options(), view)
        .over(sources.of(statement.source()), places);
  }

  /** Without a mode, TRAIN tells its own plan; all else is for Spark's EXPLAIN. */
  private LogicalPlan explain(SqlExplainTrain explain) {
    SqlTrain train = explain.train();
    if (train.verb() == SqlTrain.Verb.PREDICT) {
      return sparkExplain(explain, predict(train, Optional.empty()));
    }
    TrainStatement statement = trainStatement(train);
    LogicalPlan source = sources.of(train.source());
    return explain.mode() == SqlExplainTrain.Mode.SIMPLE
        ? SourceCommand.of(statement.explained(), source, places)
        : sparkExplain(explain, SourceCommand.of(statement, source, places));
  }

  private static LogicalPlan sparkExplain(SqlExplainTrain explain, LogicalPlan explained) {
    String mode = explain.mode().name().toLowerCase(Locale.ROOT);
    return new ExplainCommand(explained, ExplainMode.fromString(mode));
  }

  private static SaveStatement saveStatement(SqlSave save) {
    SaveMode mode =
        switch (save.mode()) {
          case OVERWRITE -> SaveMode.Overwrite;
          case APPEND -> SaveMode.Append;
          case ERROR_IF_EXISTS -> SaveMode.ErrorIfExists;
          case IGNORE -> SaveMode.Ignore;
        };
    return new SaveStatement(
        mode,
        new DataTarget(save.format(), save.path()),
        save.options(),
        save.partitionBy().stream().map(PlacedText::text).toList());
  }

  private static Action action(SqlStatement statement) {
    if (statement instanceof SqlLoad load) {
      DataTarget source = new DataTarget(load.format(), load.path());
      return new LoadAction(source, load.options(), load.table().text());
    }
    if (statement instanceof SqlRegister register) {
      requireAlgorithm(register.algorithm());
      return new RegisterAction(register.path(), register.function(), register.options());
    }
    if (statement instanceof SqlInclude include) {
      throw new QuernException(ErrorCode.PARSE, "INCLUDE works in scripts only")
          .at(include.position())
          .withHint("Run the script with bin/quern -f");
    }
    return catalogAction(statement);
  }

  private static Action catalogAction(SqlStatement statement) {
    if (statement instanceof SqlShowAlgorithms) {
      return new ShowAlgorithms();
    }
    if (statement instanceof SqlShowOptions show) {
      return ShowOptions.of(show.algorithm());
    }
    if (statement instanceof SqlShowFunctions show) {
      return ShowFunctions.of(show.algorithm());
    }
    if (statement instanceof SqlShowModels show) {
      return new ShowModels(show.path());
    }
    if (statement instanceof SqlDescribeModel describe) {
      return new DescribeModel(
          describe
              .version()
              .map(version -> ModelReference.named(describe.path(), version))
              .orElseGet(() -> ModelReference.newest(describe.path())));
    }
    return statement instanceof SqlShowTrainings
            || statement instanceof SqlShowTraining
            || statement instanceof SqlCancelTraining
        ? trainingAction(statement)
        : versionAction(statement);
  }

  private static Action versionAction(SqlStatement statement) {
    if (statement instanceof SqlDropModel drop) {
      return drop(drop);
    }
    if (statement instanceof SqlTagModel tag) {
      return new TagModel(tag.path(), tag.version(), tag.tag(), List.of());
    }
    if (statement instanceof SqlPromoteModel promote) {
      return new TagModel(promote.path(), promote.version(), promote.tag(), promote.conditions());
    }
    if (statement instanceof SqlRestoreModel restore) {
      return new RestoreModel(ModelReference.named(restore.path(), restore.version()));
    }
    throw new IllegalArgumentException("Unknown statement: " + statement.getClass());
  }

  private static DropModel drop(SqlDropModel drop) {
    if (drop.tag().isPresent()) {
      return DropModel.tag(drop.path(), drop.tag().get());
    }
    return drop.version().isPresent()
        ? DropModel.version(drop.path(), drop.version().getAsInt())
        : DropModel.whole(drop.path());
  }

  private static Action trainingAction(SqlStatement statement) {
    if (statement instanceof SqlShowTrainings) {
      return new ShowTrainings();
    }
    if (statement instanceof SqlShowTraining show) {
      return new ShowTraining(show.id());
    }
    if (statement instanceof SqlCancelTraining cancel) {
      return new CancelTraining(cancel.id());
    }
    throw new IllegalArgumentException("Unknown statement: " + statement.getClass());
  }

  private static void requireAlgorithm(PlacedText name) {
    try {
      Algorithms.named(name.text());
    } catch (QuernException e) {
      throw e.at(name.position());
    }
  }
}

package io.quern.planner.trainings;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.udf.bridge.Places;
import io.quern.udf.bridge.Seqs;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * The table function {@code trainings()}: the rows of SHOW TRAININGS, to filter, sort and join.
 * What is known when the statement is analysed; no job is started.
 */
public final class TrainingsFunction extends AbstractFunction1<Seq<Expression>, LogicalPlan> {
  static final String NAME = "trainings";

  private TrainingsFunction() {}

  /** Puts it into sessions. */
  public static void inject(SparkSessionExtensions extensions) {
    ExpressionInfo info =
        new ExpressionInfo(
            TrainingsFunction.class.getName(),
            null,
            NAME,
            "_FUNC_() - Your trainings, running and over, in any process: SHOW TRAININGS' rows.",
            "");
    extensions.injectTableFunction(
        new Tuple3<>(FunctionIdentifier.apply(NAME), info, new TrainingsFunction()));
  }

  @Override
  public LogicalPlan apply(Seq<Expression> arguments) {
    return Places.told(
        () -> {
          if (!arguments.isEmpty()) {
            throw new QuernException(
                    ErrorCode.TYPE,
                    "%s takes no argument, found %s"
                        .formatted(NAME, Seqs.list(arguments).get(0).sql()))
                .withHint("Say which ones with WHERE: select * from trainings() where …");
          }
          SparkSession session = (SparkSession) SparkSession.active();
          return session
              .createDataFrame(ShowTrainings.rows(session), TrainingRow.SCHEMA)
              .queryExecution()
              .analyzed();
        });
  }
}

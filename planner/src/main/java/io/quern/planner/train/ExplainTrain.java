package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.planner.command.Action;
import io.quern.planner.command.SourceStatement;
import io.quern.planner.command.Table;
import io.quern.runtime.forecast.TrainForecast;
import io.quern.runtime.train.Rehearsal;
import io.quern.runtime.train.Resumption;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code EXPLAIN TRAIN …}: everything is checked and decided as for the training, and some rows of
 * the source are tried out. Nothing is written.
 */
record ExplainTrain(TrainStatement statement) implements SourceStatement {
  ExplainTrain {
    requireNonNull(statement, "statement is null");
  }

  @Override
  public String title() {
    return "Explain " + statement.title();
  }

  @Override
  public StructType schema() {
    return Table.SCHEMA;
  }

  @Override
  public Action analyse(SparkSession session, LogicalPlan source) {
    TrainPlan plan = new TrainAnalyzer(session).analyse(statement, source);
    return new Printed(title(), plan);
  }

  private record Printed(String title, TrainPlan plan) implements Action {
    @Override
    public StructType schema() {
      return Table.SCHEMA;
    }

    @Override
    public List<Row> run(SparkSession session) {
      return new TrainPlanTable(plan, forecast(session), beginning(session)).rows();
    }

    private TrainForecast forecast(SparkSession session) {
      return Rehearsal.of(
          session.sparkContext(),
          Dataset.ofRows(session, plan.rows()).queryExecution().toRdd(),
          () -> new SourceFacts(session, plan.rows()).statistics(),
          plan.spec());
    }

    /** What a checkpoint would do for the training; empty without option {@code resume}. */
    private Optional<String> beginning(SparkSession session) {
      return plan.spec().options().versions().resume()
          ? Optional.of(Resumption.outlook(plan.spec(), session.sessionState().newHadoopConf()))
          : Optional.empty();
    }
  }
}

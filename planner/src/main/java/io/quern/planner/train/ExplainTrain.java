package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.planner.command.Action;
import io.quern.planner.command.SourceStatement;
import io.quern.planner.command.Table;
import io.quern.runtime.train.Resumption;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/** {@code EXPLAIN TRAIN …}: everything is checked and decided, nothing read or run. */
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
      return new TrainPlanTable(plan, beginning(session)).rows();
    }

    /** What a checkpoint would do for the training; empty without option {@code resume}. */
    private Optional<String> beginning(SparkSession session) {
      return plan.spec().options().versions().resume()
          ? Optional.of(Resumption.outlook(plan.spec(), session.sessionState().newHadoopConf()))
          : Optional.empty();
    }
  }
}

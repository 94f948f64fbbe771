package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.Option;
import io.quern.api.Options;
import io.quern.model.algorithm.ScheduleOptions;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.algorithm.VersionOptions;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import io.quern.planner.columns.FeatureDecision;
import io.quern.planner.columns.SkippedColumn;
import io.quern.planner.command.RowLengths;
import io.quern.planner.command.Table;
import io.quern.runtime.cluster.SlotOutlook;
import io.quern.runtime.forecast.TrainForecast;
import io.quern.runtime.train.TrainSpec;
import io.quern.runtime.train.TrainingFootprint;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A {@link TrainPlan} and what is expected of it, as the rows (section, item, value) that EXPLAIN
 * TRAIN prints.
 */
final class TrainPlanTable {
  private final TrainPlan plan;
  private final TrainSpec spec;
  private final TrainingOptions training;
  private final TrainingFootprint footprint;
  private final TrainForecast forecast;
  private final ForecastTable expected;
  private final Optional<String> beginning;
  private final Table table = new Table();

  /**
   * @param beginning where the training would begin with option {@code resume}, in words
   */
  TrainPlanTable(TrainPlan plan, TrainForecast forecast, Optional<String> beginning) {
    this.plan = requireNonNull(plan, "plan is null");
    this.forecast = requireNonNull(forecast, "forecast is null");
    this.expected = new ForecastTable(forecast);
    this.beginning = requireNonNull(beginning, "beginning is null");
    this.spec = plan.spec();
    this.training = spec.options();
    this.footprint = plan.footprint();
  }

  List<Row> rows() {
    expected.addVerdict(table);
    addTarget();
    expected.addSource(table);
    addColumns();
    expected.addKeys(table);
    addNetwork();
    addCluster();
    expected.addMemory(table, footprint.serverMemory());
    expected.addSteps(table);
    expected.addTime(table);
    addValidation();
    addOptions();
    return table.rows();
  }

  private void addTarget() {
    Table.Section target = table.section("target");
    target.add("algorithm", plan.algorithm().name());
    target.add("path", plan.path());
    target.add("version", plan.model().newest().orElse(0) + 1);
    plan.options()
        .find(VersionOptions.CONTINUE_FROM)
        .ifPresent(version -> target.add("continues", "version " + version));
    beginning.ifPresent(where -> target.add("begins", where));
    target.add(
        "older versions",
        training.versions().keepOlder() ? "stay" : "are removed after the commit");
  }

  private void addColumns() {
    Table.Section columns = table.section("columns");
    columns.add(spec.label(), "label: " + plan.label().dataType().sql());
    for (SkippedColumn column : plan.choice().skipped()) {
      columns.add(column.name(), "skipped: %s (%s)".formatted(column.type(), column.why()));
    }
    Table.Section features = table.section("features");
    for (FeatureDecision decision : plan.choice().decisions()) {
      features.add(decision.feature().name(), decision.describe());
    }
  }

  private void addNetwork() {
    NetworkSpec network = training.network().spec(spec.features());
    NetworkDefinition definition = Networks.named(network.network());
    Table.Section section = table.section("network");
    section.add("model", "%s: %s".formatted(definition.name(), definition.description()));
    section.add("slots", network.layout().slots());
    section.add("dense parameters", "%,d".formatted(footprint.denseParameters()));
    section.add("row width", lengths(network, footprint.tables().widths(), "floats"));
    section.add(
        "bytes per feature value",
        lengths(network, footprint.rowBytes(), "with key and optimizer state"));
  }

  private String lengths(NetworkSpec network, List<Integer> numbers, String unit) {
    return RowLengths.describe(footprint.tables(), network.slots(), numbers, unit);
  }

  private void addCluster() {
    Table.Section cluster = table.section("cluster");
    cluster.add("workers", forecast.shape().workers());
    cluster.add(
        "parameter servers",
        "%d%s"
            .formatted(
                forecast.shape().parameterServers(),
                footprint.serversTakeSlots() ? "" : ", in the driver"));
    cluster.add("mode", training.cluster().mode().word());
    SlotOutlook slots = forecast.slots();
    cluster.add(
        "task slots",
        "%d needed, %d of %d free".formatted(slots.needed(), slots.free(), slots.now()));
  }

  private void addValidation() {
    String fraction = "a share of %s".formatted(training.schedule().validationFraction());
    String none = training.schedule().validationFraction() > 0 ? fraction : "none";
    table
        .section("validation")
        .add(
            "rows",
            plan.options()
                .find(ScheduleOptions.VALIDATION_TABLE)
                .map(name -> "table " + name)
                .orElse(none));
  }

  private void addOptions() {
    Table.Section section = table.section("options");
    for (Option<?> option : plan.algorithm().options().options()) {
      if (training.network().uses(option.name())) {
        section.add(option.name(), describe(option, plan.options()));
      }
    }
  }

  private static <T> String describe(Option<T> option, Options options) {
    String value = options.find(option).map(option.type()::print).orElse(option.describeDefault());
    return "%s (%s)".formatted(value, options.isGiven(option) ? "given" : "default");
  }
}

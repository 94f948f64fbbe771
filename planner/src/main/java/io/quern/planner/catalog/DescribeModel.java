package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.FileEntry;
import io.quern.model.bundle.Lineage;
import io.quern.model.bundle.Manifest;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.InputColumn;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.RowTables;
import io.quern.planner.command.Action;
import io.quern.planner.command.RowLengths;
import io.quern.planner.command.Table;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code DESCRIBE MODEL 'path' [VERSION n | VERSION 'tag']}: all that a version says about itself.
 */
public record DescribeModel(ModelReference model) implements Action {
  public DescribeModel {
    requireNonNull(model, "model is null");
  }

  @Override
  public String title() {
    return "DescribeModel [%s]".formatted(model);
  }

  @Override
  public StructType schema() {
    return Table.SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    BundleVersion version = model.open(session);
    List<String> tags = model.tags(session, version.version());
    Manifest manifest = version.manifest();
    Table table = new Table();
    FeatureMap map = version.featureMap();
    addModel(table.section("model"), version, tags, map);
    Table.Section columns = table.section("columns");
    map.columns().forEach(column -> columns.add(column.name(), type(column)));
    Table.Section features = table.section("features");
    for (int i = 0; i < map.features().size(); i++) {
      Feature feature = map.features().get(i);
      features.add(feature.name(), new FittedFeature(feature, map.fits().get(i)).describe());
    }
    Table.Section metrics = table.section("metrics");
    manifest.metrics().forEach(metrics::add);
    Table.Section options = table.section("options");
    manifest.options().forEach(options::add);
    addLineage(table.section("lineage"), manifest);
    return table.rows();
  }

  private static void addModel(
      Table.Section section, BundleVersion version, List<String> tags, FeatureMap map) {
    Manifest manifest = version.manifest();
    NetworkSpec network = manifest.network();
    long bytes = manifest.files().stream().mapToLong(FileEntry::size).sum();
    section.add("path", version.model());
    section.add("version", version.version());
    if (!tags.isEmpty()) {
      section.add("tags", VersionRow.tags(tags));
    }
    section.add("algorithm", manifest.algorithm());
    section.add("network", network.network());
    section.add("slots", network.layout().slots());
    RowTables tables = RowTables.of(network, map.features());
    section.add(
        "row width", RowLengths.describe(tables, network.slots(), tables.widths(), "floats"));
    section.add("files", "%d, %,d bytes".formatted(manifest.files().size(), bytes));
    if (!version.states().isEmpty()) {
      long state = version.states().stream().mapToLong(FileEntry::size).sum();
      section.add("kept state", "%,d bytes of them".formatted(state));
    }
    section.add("format version", manifest.formatVersion());
    section.add("engine version", manifest.engineVersion());
  }

  private static void addLineage(Table.Section section, Manifest manifest) {
    Lineage lineage = manifest.lineage();
    section.add("source", lineage.source());
    lineage.inputs().forEach(input -> section.add("read", input.name() + ": " + input.snapshot()));
    section.add("rows", lineage.rows());
    section.add("seed", lineage.seed());
    if (lineage.parent().isPresent()) {
      section.add(
          "continues",
          "version %d, run %s".formatted(lineage.parent().version(), lineage.parent().run()));
    }
    section.add("run", lineage.run());
    section.add("started", lineage.started());
    section.add("finished", lineage.finished());
    section.add("statement", manifest.statement());
  }

  private static String type(InputColumn column) {
    return SparkColumnTypes.canonical(column.type()).sql();
  }
}

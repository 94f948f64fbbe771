package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.Manifest;
import io.quern.model.bundle.ModelRepository;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Action;
import io.quern.planner.command.ModelPaths;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * {@code SHOW MODELS IN 'path'}: the versions of the model at that path, or of the models in that
 * folder, ascending. No rows where there is no model.
 */
public record ShowModels(PlacedText path) implements Action {
  private static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("version", DataTypes.IntegerType, false)
          .add("tags", DataTypes.StringType, true)
          .add("algorithm", DataTypes.StringType, false)
          .add("model", DataTypes.StringType, false)
          .add("rows", DataTypes.LongType, false)
          .add("loss", DataTypes.DoubleType, true)
          .add("auc", DataTypes.DoubleType, true)
          .add("validationLoss", DataTypes.DoubleType, true)
          .add("validationAuc", DataTypes.DoubleType, true)
          .add("created", DataTypes.TimestampType, false);

  public ShowModels {
    requireNonNull(path, "path is null");
  }

  @Override
  public String title() {
    return "ShowModels [%s]".formatted(path);
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    return ModelPaths.of(session).repositoriesAt(path).stream()
        .flatMap(
            model -> {
              Map<String, Integer> tags = model.tags().all();
              return model.versions().stream().map(version -> row(model, version, tags));
            })
        .toList();
  }

  private static Row row(ModelRepository model, int version, Map<String, Integer> tags) {
    BundleVersion opened = model.open(version);
    Manifest manifest = opened.manifest();
    return RowFactory.create(
        opened.model(),
        version,
        VersionRow.tags(
            tags.entrySet().stream()
                .filter(tag -> tag.getValue() == version)
                .map(Map.Entry::getKey)
                .toList()),
        manifest.algorithm(),
        manifest.network().network(),
        manifest.lineage().rows(),
        manifest.metrics().get("loss"),
        manifest.metrics().get("auc"),
        manifest.metrics().get("validationLoss"),
        manifest.metrics().get("validationAuc"),
        manifest.lineage().finished());
  }
}

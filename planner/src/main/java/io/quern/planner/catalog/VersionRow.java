package io.quern.planner.catalog;

import io.quern.model.bundle.ModelRepository;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What statements that change versions return: the version as it is named now. */
final class VersionRow {
  static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType, false)
          .add("version", DataTypes.IntegerType, false)
          .add("tags", DataTypes.StringType, true);

  private VersionRow() {}

  static List<Row> of(ModelReference model, ModelRepository repository, int version) {
    return List.of(
        RowFactory.create(model.path().text(), version, tags(repository.tags().of(version))));
  }

  /** Separated by commas; null for none. */
  static String tags(List<String> tags) {
    return tags.isEmpty() ? null : String.join(", ", tags);
  }
}

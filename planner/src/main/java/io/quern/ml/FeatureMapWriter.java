package io.quern.ml;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;

/** Writes Spark's metadata, and beside it the files of the feature map as a bundle has them. */
final class FeatureMapWriter extends MLWriter {
  static final String FOLDER = "feature-map";

  private final FeatureColumnsModel model;

  FeatureMapWriter(FeatureColumnsModel model) {
    this.model = requireNonNull(model, "model is null");
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter.saveMetadata(model, path, sparkSession());
    Configuration configuration = sparkSession().sparkContext().hadoopConfiguration();
    Path folder = new Path(path, FOLDER);
    for (Map.Entry<String, byte[]> file : model.featureMap().files().entrySet()) {
      Path target = new Path(folder, file.getKey());
      try (OutputStream out = target.getFileSystem(configuration).create(target)) {
        out.write(file.getValue());
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write '%s'".formatted(target), e);
      }
    }
  }
}

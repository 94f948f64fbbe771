package io.quern.ml;

import io.quern.model.feature.FeatureMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/** Reads what {@link FeatureMapWriter} has written. */
final class FeatureMapReader extends MLReader<FeatureColumnsModel> {
  @Override
  public FeatureColumnsModel load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.loadMetadata(path, sparkSession(), FeatureColumnsModel.class.getName());
    Path folder = new Path(path, FeatureMapWriter.FOLDER);
    FeatureMap map = FeatureMap.read(name -> read(new Path(folder, name)));
    FeatureColumnsModel model = new FeatureColumnsModel(metadata.uid(), map);
    metadata.getAndSetParams(model, Option.empty());
    return model;
  }

  private byte[] read(Path file) {
    try (InputStream in =
        file.getFileSystem(sparkSession().sparkContext().hadoopConfiguration()).open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read '%s'".formatted(file), e);
    }
  }
}

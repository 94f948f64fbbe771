package io.quern.udf.scoring;

import io.quern.model.scoring.LoadedModel;
import io.quern.udf.settings.WholeNumberSetting;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.Utils;

/**
 * The model cache of this JVM, made on first use from the application's settings.
 *
 * <p>Copies of remote shards go to {@code spark.quern.predict.cacheDir}, or else to a folder of
 * Spark's own that goes with the process.
 */
final class ExecutorModels {
  static final String CACHE_DIRECTORY = "spark.quern.predict.cacheDir";
  static final String CACHED_MODELS = "spark.quern.predict.cachedModels";

  /** Each costs address space, not memory, as shards are mapped. */
  private static final int DEFAULT_CACHED_MODELS = 4;

  private static ModelCache cache;

  private ExecutorModels() {}

  static synchronized ModelCache cache() {
    if (cache == null) {
      cache = create(SparkEnv.get().conf());
    }
    return cache;
  }

  private static ModelCache create(SparkConf conf) {
    String models = conf.get(CACHED_MODELS, Integer.toString(DEFAULT_CACHED_MODELS));
    return new ModelCache(
        model -> LoadedModel.open(model.bundle(), copies()),
        WholeNumberSetting.parse(CACHED_MODELS, models, 0));
  }

  /** Where copies of remote shards go. Asked each time: a JVM may run several applications. */
  static Path copies() {
    SparkConf conf = SparkEnv.get().conf();
    return conf.contains(CACHE_DIRECTORY)
        ? Path.of(conf.get(CACHE_DIRECTORY))
        : Path.of(Utils.getLocalDir(conf)).resolve("quern-models");
  }
}

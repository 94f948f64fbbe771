package io.quern.model.bundle;

/** Names of the files of a version and of a checkpoint, relative to its folder. */
public final class BundleFiles {
  public static final String MANIFEST = "manifest.json";

  /** Of a checkpoint, not of a version. */
  static final String CHECKPOINT = "checkpoint.json";

  /** A folder: the feature map. */
  public static final String FEATURE_MAP = "feature-map/";

  public static final String DENSE_PARAMETERS = "dense/parameters.f32";
  public static final String DENSE_LAYOUT = "dense/layout.json";

  /** A folder; there only where the network computes in TensorFlow. */
  public static final String SAVED_MODEL = "dense/saved_model";

  public static final String METRICS = "metrics.ndjson";

  /** A folder: what TensorBoard shows of the training. */
  public static final String TENSORBOARD = "tensorboard/";

  /** A folder; there only where the version keeps the optimizer's state. */
  private static final String STATE = "training/server-";

  private static final String SPARSE = "sparse/shard-";
  private static final String ROWS = ".rows";

  private BundleFiles() {}

  /** A shard of a sparse table; among those of rows of a width keys ascend with the number. */
  public static String shard(int number) {
    return SPARSE + "%05d".formatted(number) + ROWS;
  }

  /** What a parameter server has saved. */
  public static String state(int server) {
    return STATE + "%05d".formatted(server) + ".state";
  }

  static boolean isState(String name) {
    return name.startsWith(STATE);
  }

  static boolean isShard(String name) {
    return name.startsWith(SPARSE) && name.endsWith(ROWS);
  }
}

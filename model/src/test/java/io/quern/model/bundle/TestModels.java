package io.quern.model.bundle;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.RandomRows;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Writes small models of {@link RandomRows#FEATURES} the way a training does. */
public final class TestModels {
  private TestModels() {}

  /**
   * Stages a whole version.
   *
   * @param rows whose keys the table has, but for every seventh key
   * @param dim 0 for logistic regression
   */
  public static BundleStaging stage(
      ModelRepository repository, String run, EncodedRows rows, int dim, long seed) {
    return stage(repository, run, rows, dim, seed, List.of());
  }

  /**
   * Stages a whole version.
   *
   * @param moreFiles names of further files, whose content does not matter
   */
  public static BundleStaging stage(
      ModelRepository repository,
      String run,
      EncodedRows rows,
      int dim,
      long seed,
      List<String> moreFiles) {
    FeatureMap features = RandomRows.featureMap(RandomRows.FEATURES, rows);
    BundleStaging staging = repository.stage(run);
    staging.write(BundleFiles.FEATURES, features.toJson().getBytes(StandardCharsets.UTF_8));
    Random random = new Random(seed);
    new DenseParameters(biasLayout(), new float[] {(float) random.nextGaussian()}).writeTo(staging);
    writeShards(staging, rows, 1 + dim, random);
    staging.write(BundleFiles.METRICS, "{\"epoch\":1}\n".getBytes(StandardCharsets.UTF_8));
    moreFiles.forEach(name -> staging.write(name, new byte[] {1}));
    staging.writeManifest(manifest(run, features, dim, seed));
    return staging;
  }

  /** A tiny whole version whose lineage names the run. */
  public static BundleStaging stage(ModelRepository repository, String run) {
    EncodedRows rows = RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(5));
    return stage(repository, run, rows, 2, 1);
  }

  static Manifest manifest(String run, FeatureMap features, int dim, long seed) {
    return Manifest.of(
        "DeepCTR",
        new NetworkSpec(dim == 0 ? "LR" : "FM", features.layout(), dim, List.of(), 0, false),
        features.columns(),
        Map.of("epochs", "1"),
        Map.of("loss", 0.5, "auc", Double.NaN),
        "train t as DeepCTR.`/m`",
        new Lineage(
            run,
            "t",
            features.statistics().get(0).rows(),
            seed,
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:01:00.123Z")));
  }

  static DenseLayout biasLayout() {
    return new DenseLayout(
        List.of(new DenseBlock("bias", List.of(1), DenseBlock.Role.BIAS, DenseBlock.Initial.ZERO)));
  }

  /** Three shards, the middle one empty. */
  private static void writeShards(
      BundleStaging staging, EncodedRows rows, int width, Random random) {
    TreeSet<Long> keys = new TreeSet<>(Long::compareUnsigned);
    for (int row = 0; row < rows.size(); row++) {
      for (int slot = 0; slot < rows.layout().singles(); slot++) {
        keys.add(rows.key(row, slot));
      }
      int start = rows.layout().bags() == 0 ? 0 : rows.bagStart(row, 0);
      int end = rows.layout().bags() == 0 ? 0 : rows.bagEnd(row, rows.layout().bags() - 1);
      for (int i = start; i < end; i++) {
        keys.add(rows.bagKey(i));
      }
    }
    keys.removeIf(key -> Long.remainderUnsigned(key, 7) == 0);
    float[] values = new float[width];
    for (int shard = 0; shard < 3; shard++) {
      try (SparseShardWriter writer =
          new SparseShardWriter(staging.create(BundleFiles.shard(shard)), width)) {
        for (long key : keys) {
          if (shard == (FeatureKeys.virtualShard(key) < 20 ? 0 : 2)) {
            for (int i = 0; i < width; i++) {
              values[i] = (float) random.nextGaussian() / 4;
            }
            writer.add(key, values, 0);
          }
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}

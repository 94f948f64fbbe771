package io.quern.model.bundle;

import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.RandomRows;
import io.quern.model.feature.SlotReader;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.RowTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
    return stage(repository, run, features, rows, dim, seed, moreFiles);
  }

  /** Stages a whole version of features that are fitted. */
  public static BundleStaging stage(
      ModelRepository repository,
      String run,
      FeatureMap features,
      EncodedRows rows,
      int dim,
      long seed,
      List<String> moreFiles) {
    BundleStaging staging = repository.stage(run);
    staging.write(features);
    Random random = new Random(seed);
    new DenseParameters(biasLayout(), new float[] {(float) random.nextGaussian()}).writeTo(staging);
    writeShards(staging, features, rows, dim, random);
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
        network(features, dim),
        features.columns(),
        Map.of("epochs", "1"),
        Map.of("loss", 0.5, "auc", Double.NaN),
        "train t as DeepCTR.`/m`",
        new Lineage(
            run,
            "t",
            List.of(new Lineage.Input("db.t", "version 3")),
            features.statistics().get(0).rows(),
            seed,
            Lineage.Parent.NONE,
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:01:00.123Z")));
  }

  private static NetworkSpec network(FeatureMap features, int dim) {
    return new NetworkSpec(
        dim == 0 ? "LR" : "FM",
        features.layout(),
        FeatureMap.slots(features.features()).stream().map(Feature::name).toList(),
        dim,
        Map.of("embeddingDim", String.valueOf(dim)));
  }

  static DenseLayout biasLayout() {
    return new DenseLayout(
        List.of(new DenseBlock("bias", List.of(1), DenseBlock.Role.BIAS, DenseBlock.Initial.ZERO)));
  }

  /** Three shards of each table, the middle one empty. */
  private static void writeShards(
      BundleStaging staging, FeatureMap features, EncodedRows rows, int dim, Random random) {
    RowTables tables = RowTables.of(network(features, dim), features.features());
    for (int table = 0; table < tables.count(); table++) {
      Set<Long> keys = keys(features, rows, tables, table);
      keys.removeIf(key -> Long.remainderUnsigned(key, 7) == 0);
      writeShards(staging, 3 * table, keys, tables.width(table), random);
    }
  }

  /** The keys of a table's slots, in order. */
  private static Set<Long> keys(
      FeatureMap features, EncodedRows rows, RowTables tables, int table) {
    Set<Long> keys = new TreeSet<>(Long::compareUnsigned);
    SlotReader reader = new SlotReader(features);
    for (int row = 0; row < rows.size(); row++) {
      reader.read(rows, row);
      for (int slot = 0; slot < tables.ofSlots().size(); slot++) {
        if (tables.ofSlots().get(slot) == table) {
          addKeys(reader, slot, keys);
        }
      }
    }
    return keys;
  }

  private static void addKeys(SlotReader reader, int slot, Set<Long> keys) {
    if (slot < reader.singles.length) {
      keys.add(reader.singles[slot]);
      return;
    }
    int bag = slot - reader.singles.length;
    for (int i = reader.bagOffsets[bag]; i < reader.bagOffsets[bag + 1]; i++) {
      keys.add(reader.bagKeys[i]);
    }
  }

  private static void writeShards(
      BundleStaging staging, int first, Set<Long> keys, int width, Random random) {
    float[] values = new float[width];
    for (int shard = 0; shard < 3; shard++) {
      try (SparseShardWriter writer =
          new SparseShardWriter(staging.create(BundleFiles.shard(first + shard)), width)) {
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

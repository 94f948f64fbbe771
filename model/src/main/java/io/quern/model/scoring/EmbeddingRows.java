package io.quern.model.scoring;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.LocalBundle;
import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureValues;
import java.nio.file.Path;

/**
 * The rows of one feature of a saved model, without its network: a linear weight each, then the
 * embedding. Immutable and thread-safe.
 */
public final class EmbeddingRows {
  private final SparseTable table;
  private final FeatureValues values;

  private EmbeddingRows(SparseTable table, FeatureValues values) {
    this.table = table;
    this.values = values;
  }

  /**
   * Maps the rows of a version. One on a local disk is used where it lies; another is copied, once
   * per host.
   *
   * @param localCache folder of the copies, shared by the host's processes
   * @param feature name of a feature whose values {@linkplain FeatureValues#areKnown are known}
   * @throws io.quern.api.QuernException {@code MODEL}, when a file is damaged; {@code RESOURCE},
   *     when the copy needs more room than there is; {@code STORAGE}
   */
  public static EmbeddingRows open(BundleVersion version, Path localCache, String feature) {
    requireNonNull(feature, "feature is null");
    LocalBundle bundle = LocalBundle.of(version, localCache);
    FeatureMap map = bundle.version().featureMap();
    MappedRows rows = MappedRows.open(bundle, map);
    Feature wanted =
        map.features().stream().filter(f -> f.name().equals(feature)).findFirst().orElseThrow();
    int slot = FeatureMap.slots(map.features()).indexOf(wanted);
    return new EmbeddingRows(rows.table(slot), FeatureValues.of(map, wanted));
  }

  /** What the rows stand for. */
  public FeatureValues values() {
    return values;
  }

  /** Floats of a row: the linear weight and the embedding. */
  public int width() {
    return table.width();
  }

  /**
   * Copies the row of a key.
   *
   * @return whether training has met it; if not, the target holds zeros
   */
  public boolean copyRow(long key, float[] target) {
    return table.copyRow(key, target, 0);
  }
}

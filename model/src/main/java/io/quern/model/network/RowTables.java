package io.quern.model.network;

import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureMap;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tables that the rows of a model are kept in: one for each length of vectors among its
 * features, the longest first. A network sees all rows alike, as long as its own: the vectors of
 * shorter rows end in zeros, whose gradients are dropped. That is a table of full length whose last
 * coordinates are fixed at 0, without the memory for them.
 *
 * <p>A stored row is a linear weight and {@code vectors} vectors of its table's length, a full row
 * the same with the network's length. Immutable.
 *
 * @param length of the vectors that the network sees
 * @param vectors of a row; more than one where a network has one for every slot that is met
 * @param dims by table, the length of its vectors, descending
 * @param ofSlots by slot, the table that its rows are in
 */
public record RowTables(int length, int vectors, List<Integer> dims, List<Integer> ofSlots)
    implements Serializable {
  public RowTables {
    dims = List.copyOf(dims);
    ofSlots = List.copyOf(ofSlots);
  }

  /**
   * Those of a network over such features.
   *
   * @throws IllegalArgumentException when a feature has longer vectors than the network
   */
  public static RowTables of(NetworkSpec network, List<Feature> features) {
    int length = network.vectorLength();
    int[] ofSlots =
        FeatureMap.slots(features).stream().mapToInt(slot -> dim(slot, length)).toArray();
    List<Integer> dims =
        Arrays.stream(ofSlots).distinct().boxed().sorted(Comparator.reverseOrder()).toList();
    return new RowTables(
        length,
        network.vectors(),
        dims,
        Arrays.stream(ofSlots).mapToObj(dim -> dims.indexOf(dim)).toList());
  }

  private static int dim(Feature feature, int length) {
    if (feature.dim() > length) {
      throw new IllegalArgumentException(
          "Feature '%s' has vectors of length %d, the network of %d"
              .formatted(feature.name(), feature.dim(), length));
    }
    return feature.dim() == 0 ? length : feature.dim();
  }

  /** How many tables there are. */
  public int count() {
    return dims.size();
  }

  /** Floats of a full row. */
  public int fullWidth() {
    return 1 + vectors * length;
  }

  /** Floats of a stored row. */
  public int width(int table) {
    return 1 + vectors * dims.get(table);
  }

  /** Floats of a stored row, by table. */
  public List<Integer> widths() {
    return IntStream.range(0, count()).map(this::width).boxed().toList();
  }

  /** Whether the rows of a table are full rows. */
  public boolean isFull(int table) {
    return dims.get(table) == length;
  }

  /** Whether all rows are full, and so in one table. */
  public boolean areFull() {
    return count() == 1 && isFull(0);
  }

  /** Makes a full row of a stored one. */
  public void widen(int table, float[] stored, int from, float[] full, int to) {
    int dim = dims.get(table);
    full[to] = stored[from];
    for (int vector = 0; vector < vectors; vector++) {
      int start = to + 1 + vector * length;
      System.arraycopy(stored, from + 1 + vector * dim, full, start, dim);
      Arrays.fill(full, start + dim, start + length, 0);
    }
  }

  /** Makes a stored row of a full one; the reverse of {@link #widen}. */
  public void narrow(int table, float[] full, int from, float[] stored, int to) {
    int dim = dims.get(table);
    stored[to] = full[from];
    for (int vector = 0; vector < vectors; vector++) {
      System.arraycopy(full, from + 1 + vector * length, stored, to + 1 + vector * dim, dim);
    }
  }

  /** Sets to 0 what a full row has beyond the stored one. */
  public void clearPadding(int table, float[] full, int at) {
    int dim = dims.get(table);
    for (int vector = 0; vector < vectors; vector++) {
      int start = at + 1 + vector * length;
      Arrays.fill(full, start + dim, start + length, 0);
    }
  }
}

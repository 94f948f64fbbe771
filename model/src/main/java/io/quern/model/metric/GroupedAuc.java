package io.quern.model.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * GAUC: the exact area under the ROC curve of each group, averaged with the groups' numbers of
 * predictions as weights; groups with only one class have no area and are left out. Groups are
 * mostly users: the ranking that counts is that within one user's impressions.
 *
 * <p>Zhu et al., "Optimized Cost per Click in Taobao Display Advertising", KDD 2017; Zhou et al.,
 * "Deep Interest Network for Click-Through Rate Prediction", KDD 2018.
 *
 * <p>Holds every prediction, in 16 bytes. Merging and the order of adding do not matter but for the
 * last digits. Confined to one thread.
 */
public final class GroupedAuc {
  private final GroupedScores positives = new GroupedScores();
  private final GroupedScores negatives = new GroupedScores();

  /**
   * Adds one prediction.
   *
   * @param group any number that tells groups apart
   * @param score any number that orders predictions, not NaN
   */
  public void add(long group, double score, boolean positive) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("Invalid score: NaN");
    }
    // Adding 0 makes −0 and 0 one score.
    (positive ? positives : negatives).add(group, score + 0.0);
  }

  /** Adds all that {@code other} has. */
  public void merge(GroupedAuc other) {
    positives.addAll(other.positives);
    negatives.addAll(other.negatives);
  }

  /** Number of predictions added. */
  public long count() {
    return (long) positives.size() + negatives.size();
  }

  /** The weighted mean of the areas, NaN where no group has both classes. */
  public double gauc() {
    long[] groups = positives.distinctGroups();
    double[][] won = positives.sortedByGroup(groups);
    double[][] lost = negatives.sortedByGroup(groups);
    double sum = 0;
    long weights = 0;
    for (int group = 0; group < groups.length; group++) {
      if (lost[group].length > 0) {
        int weight = won[group].length + lost[group].length;
        sum += weight * RocArea.of(ScoreCounts.of(won[group], lost[group]));
        weights += weight;
      }
    }
    return sum / weights;
  }

  /** Every prediction; read by {@link #fromBytes}. */
  public byte[] toBytes() {
    int size = Math.toIntExact(count());
    ByteBuffer bytes =
        ByteBuffer.allocate(
                Math.addExact(Integer.BYTES, Math.multiplyExact(size, Long.BYTES + Double.BYTES)))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(positives.size());
    positives.writeTo(bytes);
    negatives.writeTo(bytes);
    return bytes.array();
  }

  public static GroupedAuc fromBytes(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    GroupedAuc auc = new GroupedAuc();
    int positives = buffer.getInt();
    auc.positives.readFrom(buffer, positives);
    auc.negatives.readFrom(buffer, buffer.remaining() / (Long.BYTES + Double.BYTES));
    return auc;
  }

  /** A growing list of scores, each of a group. */
  private static final class GroupedScores {
    private long[] groups = new long[64];
    private double[] scores = new double[64];
    private int size;

    int size() {
      return size;
    }

    void add(long group, double score) {
      if (size == groups.length) {
        reserve(Math.multiplyExact(2, size));
      }
      groups[size] = group;
      scores[size++] = score;
    }

    void addAll(GroupedScores other) {
      reserve(Math.addExact(size, other.size));
      System.arraycopy(other.groups, 0, groups, size, other.size);
      System.arraycopy(other.scores, 0, scores, size, other.size);
      size += other.size;
    }

    private void reserve(int length) {
      if (length > groups.length) {
        groups = Arrays.copyOf(groups, length);
        scores = Arrays.copyOf(scores, length);
      }
    }

    /** Ascending. */
    long[] distinctGroups() {
      return Arrays.stream(groups, 0, size).sorted().distinct().toArray();
    }

    /** The scores of each of {@code wanted}, which ascend, in ascending order. */
    double[][] sortedByGroup(long[] wanted) {
      int[] sizes = new int[wanted.length];
      int[] places = new int[size];
      for (int i = 0; i < size; i++) {
        places[i] = Arrays.binarySearch(wanted, groups[i]);
        if (places[i] >= 0) {
          sizes[places[i]]++;
        }
      }
      double[][] sorted = new double[wanted.length][];
      Arrays.setAll(sorted, group -> new double[sizes[group]]);
      for (int i = size - 1; i >= 0; i--) {
        if (places[i] >= 0) {
          sorted[places[i]][--sizes[places[i]]] = scores[i];
        }
      }
      for (double[] ofGroup : sorted) {
        Arrays.sort(ofGroup);
      }
      return sorted;
    }

    void writeTo(ByteBuffer bytes) {
      for (int i = 0; i < size; i++) {
        bytes.putLong(groups[i]).putDouble(scores[i]);
      }
    }

    void readFrom(ByteBuffer bytes, int count) {
      reserve(count);
      for (int i = 0; i < count; i++) {
        add(bytes.getLong(), bytes.getDouble());
      }
    }
  }
}

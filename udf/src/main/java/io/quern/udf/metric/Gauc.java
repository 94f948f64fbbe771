package io.quern.udf.metric;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.metric.GroupedAuc;
import io.quern.udf.settings.WholeNumberSetting;

/**
 * {@code gauc}: exact, from every prediction; see {@link GroupedAuc}.
 *
 * @param mostRows predictions that one aggregation may hold; each takes 16 bytes
 */
record Gauc(int mostRows) implements Metric<GroupedAuc> {
  static final WholeNumberSetting MOST_ROWS =
      new WholeNumberSetting("spark.quern.gauc.maxRows", 20_000_000, 1);

  static final Signature SIGNATURE = Signature.ofGroups("gauc");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public GroupedAuc newBuffer() {
    return new GroupedAuc();
  }

  @Override
  public void add(GroupedAuc buffer, double score, boolean positive, long group) {
    buffer.add(group, score, positive);
    check(buffer);
  }

  private void check(GroupedAuc buffer) {
    if (buffer.count() > mostRows) {
      throw new QuernException(
              ErrorCode.RESOURCE, "gauc has more than %,d rows to hold".formatted(mostRows))
          .withHint(
              "Aggregate whole groups apart, or raise " + MOST_ROWS.name() + " (16 bytes each).");
    }
  }

  @Override
  public void merge(GroupedAuc buffer, GroupedAuc other) {
    buffer.merge(other);
    check(buffer);
  }

  @Override
  public byte[] toBytes(GroupedAuc buffer) {
    return buffer.toBytes();
  }

  @Override
  public GroupedAuc fromBytes(byte[] bytes) {
    return GroupedAuc.fromBytes(bytes);
  }

  @Override
  public double value(GroupedAuc buffer) {
    return buffer.gauc();
  }
}

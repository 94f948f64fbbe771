package io.quern.model.metric;

/**
 * The area under the ROC curve from counts per distinct score, fed in ascending order of the score:
 * the share of (positive, negative) pairs in which the positive scores higher, ties counting half.
 *
 * <p>Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic
 * (ROC) curve", 1982.
 */
final class RocArea {
  private double pairsWon;
  private long positives;
  private long negatives;

  static double of(ScoreCounts counts) {
    RocArea area = new RocArea();
    for (int i = 0; i < counts.size(); i++) {
      area.add(counts.positives()[i], counts.negatives()[i]);
    }
    return area.value();
  }

  void add(long positivesHere, long negativesHere) {
    pairsWon += positivesHere * (negatives + negativesHere / 2.0);
    positives += positivesHere;
    negatives += negativesHere;
  }

  /** NaN where there is only one class, or none. */
  double value() {
    return pairsWon / ((double) positives * negatives);
  }
}

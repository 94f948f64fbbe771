package io.quern.model.metric;

/** The area under the ROC curve by its definition: every (positive, negative) pair is looked at. */
final class RocAreaReference {
  private RocAreaReference() {}

  static double auc(double[] scores, boolean[] labels) {
    double won = 0;
    long pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (labels[i] && !labels[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return won / pairs;
  }
}

package io.quern.runtime.train;

import io.quern.model.bundle.BundleVersion;
import io.quern.model.metric.ExactAuc;
import io.quern.model.scoring.LoadedModel;
import io.quern.model.scoring.Scorer;
import io.quern.runtime.ClickTable;
import java.nio.file.Path;

/** A committed version, scored as PREDICT scores. */
final class ServedModel {
  private ServedModel() {}

  /**
   * The AUC of a table's scores.
   *
   * @param cache folder for local copies
   */
  static double auc(BundleVersion version, Path cache, ClickTable table) {
    ExactAuc auc = new ExactAuc();
    double[] scores = scores(version, cache, table);
    for (int row = 0; row < scores.length; row++) {
      auc.add(scores[row], table.clicks().get(row).label() == 1);
    }
    return auc.auc();
  }

  /** The scores of a table's rows, likewise. */
  static double[] scores(BundleVersion version, Path cache, ClickTable table) {
    double[] scores = new double[table.clicks().size()];
    try (LoadedModel model = LoadedModel.open(version, cache);
        Scorer scorer = model.newScorer()) {
      scorer.score(table.encoded(), scores);
    }
    return scores;
  }
}

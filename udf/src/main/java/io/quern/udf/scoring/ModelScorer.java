package io.quern.udf.scoring;

import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureRow;
import io.quern.model.feature.FeatureRows;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.scoring.Scorer;

/**
 * Scores rows with a pinned model: add some, then score them all at once. Rows are encoded as they
 * are added and not kept. Confined to one thread; holds native memory until closed.
 */
public final class ModelScorer implements AutoCloseable {
  private final ModelCache.Lease lease;
  private final Scorer scorer;
  private final FeatureEncoder encoder;
  private final EncodedRowsBuilder rows;
  private double[] scores = new double[1];

  private ModelScorer(ModelCache.Lease lease) {
    this.lease = lease;
    this.scorer = lease.model().newScorer();
    FeatureSchema schema = lease.model().features().schema();
    this.encoder = new FeatureEncoder(schema);
    this.rows = new EncodedRowsBuilder(encoder.layout());
  }

  /**
   * @throws io.quern.api.QuernException {@code MODEL}, when the model is gone or damaged
   */
  public static ModelScorer open(PinnedModel model) {
    ModelCache.Lease lease = ExecutorModels.cache().lease(model);
    try {
      return new ModelScorer(lease);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** Adds a row of the model's arguments, which may be reused afterwards. */
  public void add(FeatureRow row) {
    encoder.encode(row, 0, rows);
  }

  /** Adds rows of the model's arguments, column by column; they may be reused afterwards. */
  public void add(FeatureRows arguments, int from, int to) {
    encoder.encode(arguments, from, to, rows);
  }

  /**
   * Scores the rows added since the last call, and forgets them.
   *
   * @return a reused array; its first values are the rows' probabilities in the order of adding
   */
  public double[] score() {
    if (scores.length < rows.size()) {
      scores = new double[rows.size()];
    }
    scorer.score(rows.view(), scores);
    rows.clear();
    return scores;
  }

  @Override
  public void close() {
    try (lease) {
      scorer.close();
    }
  }
}

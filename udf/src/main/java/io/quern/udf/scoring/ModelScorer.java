package io.quern.udf.scoring;

import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.scoring.Scorer;
import io.quern.runtime.rows.InternalRowReader;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Scores rows with a pinned model: add some, then score them all at once. Rows are encoded as they
 * are added and not kept. Confined to one thread; holds native memory until closed.
 */
public final class ModelScorer implements AutoCloseable {
  private final ModelCache.Lease lease;
  private final Scorer scorer;
  private final InternalRowReader reader;
  private final FeatureEncoder encoder;
  private final EncodedRowsBuilder rows;
  private double[] scores = new double[1];

  private ModelScorer(ModelCache.Lease lease, int firstColumn) {
    this.lease = lease;
    this.scorer = lease.model().newScorer();
    FeatureSchema schema = lease.model().features().schema();
    this.reader = new InternalRowReader(schema.columns(), firstColumn);
    this.encoder = new FeatureEncoder(schema);
    this.rows = new EncodedRowsBuilder(encoder.layout());
  }

  /**
   * @param firstColumn where the model's arguments begin in the rows that are added
   * @throws io.quern.api.QuernException {@code MODEL}, when the model is gone or damaged
   */
  public static ModelScorer open(PinnedModel model, int firstColumn) {
    ModelCache.Lease lease = ExecutorModels.cache().lease(model);
    try {
      return new ModelScorer(lease, firstColumn);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** Adds the row, which may be reused afterwards. */
  public void add(InternalRow arguments) {
    reader.point(arguments);
    encoder.encode(reader, 0, rows);
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
    scorer.score(rows.build(), scores);
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

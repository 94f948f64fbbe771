package io.quern.bench;

import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.scoring.LoadedModel;
import io.quern.model.scoring.Scorer;
import org.apache.spark.sql.api.java.UDF1;
import scala.collection.Seq;

/**
 * What a careful engineer writes without a batched operator: a function of one row's ids over a
 * model that is loaded once per process, with a session and buffers per thread. TensorFlow is
 * called for every row.
 */
final class TunedRowUdf implements UDF1<Seq<Long>, Double> {
  private static final long serialVersionUID = 1L;
  private static LoadedModel model;

  private final String path;
  private transient ThreadLocal<RowScorer> scorers;

  TunedRowUdf(String path) {
    this.path = path;
  }

  private static synchronized LoadedModel model(String path) {
    if (model == null) {
      model = LoadedModel.open(StoredModel.newest(path), StoredModel.cache(path));
    }
    return model;
  }

  @Override
  public Double call(Seq<Long> ids) {
    return scorers().get().score(ids);
  }

  private synchronized ThreadLocal<RowScorer> scorers() {
    if (scorers == null) {
      scorers = ThreadLocal.withInitial(() -> new RowScorer(model(path)));
    }
    return scorers;
  }

  /** Scores one row at a time. */
  private static final class RowScorer {
    private final FeatureEncoder encoder;
    private final EncodedRowsBuilder rows;
    private final Scorer scorer;
    private final long[] labelAndIds;
    private final double[] score = new double[1];

    RowScorer(LoadedModel model) {
      this.encoder = new FeatureEncoder(model.features().schema());
      this.rows = new EncodedRowsBuilder(encoder.layout());
      this.scorer = model.newScorer();
      this.labelAndIds = new long[1 + model.features().columns().size()];
    }

    double score(Seq<Long> ids) {
      for (int i = 1; i < labelAndIds.length; i++) {
        labelAndIds[i] = ids.apply(i - 1);
      }
      rows.clear();
      encoder.encode(new IdRow(labelAndIds), 0, rows);
      scorer.score(rows.view(), score);
      return score[0];
    }
  }
}

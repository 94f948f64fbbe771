package io.quern.runtime.data;

import io.quern.model.feature.EncodedLayout;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.FeatureSummary;
import io.quern.model.feature.FittedVocabulary;
import java.io.Serializable;
import java.util.List;

/**
 * What one pass over a source told: how many rows of which class there are and, from the training
 * rows alone, the statistics of the features. Filled per partition, merged on the driver in the
 * order of the partitions, so that sums round alike every time. Confined to one thread.
 */
public final class SourceSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  private final EncodedLayout layout;
  private final FeatureSummary training;
  private LabelFaults faults = LabelFaults.NONE;
  private long validationRows;
  private long validationPositives;

  SourceSummary(FeatureSchema schema) {
    this.layout = schema.encodedLayout();
    this.training = new FeatureSummary(schema);
  }

  void add(byte[] chunk) {
    switch (ChunkHeader.of(chunk).kind()) {
      case TRAINING -> training.add(EncodedRows.of(layout, ChunkHeader.payload(chunk)));
      case VALIDATION -> addValidation(EncodedRows.of(layout, ChunkHeader.payload(chunk)));
      case FAULTS -> faults = faults.merge(LabelFaults.of(ChunkHeader.payload(chunk)));
    }
  }

  void merge(SourceSummary later) {
    training.merge(later.training);
    faults = faults.merge(later.faults);
    validationRows += later.validationRows;
    validationPositives += later.validationPositives;
  }

  /**
   * The features as the training rows fit them.
   *
   * @param vocabularies as {@link VocabularyJob} finds them
   */
  FeatureMap toFeatureMap(List<FittedVocabulary> vocabularies) {
    return training.toFeatureMap(vocabularies);
  }

  public long trainingRows() {
    return training.rows();
  }

  public long trainingPositives() {
    return training.positives();
  }

  public long validationRows() {
    return validationRows;
  }

  public long validationPositives() {
    return validationPositives;
  }

  LabelFaults faults() {
    return faults;
  }

  private void addValidation(EncodedRows rows) {
    validationRows += rows.size();
    for (int row = 0; row < rows.size(); row++) {
      validationPositives += rows.label(row) == 1 ? 1 : 0;
    }
  }
}

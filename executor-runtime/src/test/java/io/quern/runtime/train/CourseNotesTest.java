package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.OptionText;
import io.quern.api.Options;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.metric.PointwiseMetrics;
import io.quern.model.metric.ThresholdCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CourseNotesTest {
  private static final LearningRates FULL = new LearningRates(0.001, 0.01);

  @Test
  void ratesThatFellAndAnEarlyEndAreTold() {
    List<EpochMetrics> history =
        List.of(
            epoch(1, 0.8, FULL),
            epoch(2, 0.8, FULL),
            epoch(3, 0.8, FULL.lowered()),
            epoch(4, 0.8, FULL.lowered().lowered()));
    assertThat(notes(history, history.get(1)))
        .containsExactly(
            "Validation auc was no better after epochs 2, 3: learning rates fell to a tenth each"
                + " time (option lrDecayPatience)",
            "Stopped after epoch 4: validation auc no better for 2 epochs; epoch 2 is kept");
  }

  @Test
  void aModelWorseThanAConstantIsTold() {
    EpochMetrics only = epoch(7, 0.1, FULL);
    assertThat(notes(List.of(only), only))
        .containsExactly(
            "The model's probabilities are no better on the validation rows than their mean label"
                + " (normalized entropy 3.322); try another learningRate, more epochs, a larger"
                + " minCount, or monitor = loss");
  }

  @Test
  void aTrainingThatWentWellOrWithoutValidationHasNone() {
    EpochMetrics well = epoch(7, 0.8, FULL);
    assertThat(notes(List.of(well), well)).isEmpty();
    EpochMetrics unknown =
        new EpochMetrics(7, 4, 1, 1, Evaluation.NONE, Evaluation.NONE, FULL, Map.of(), List.of());
    assertThat(notes(List.of(unknown), unknown)).isEmpty();
  }

  private static List<String> notes(List<EpochMetrics> history, EpochMetrics kept) {
    OptionText label =
        new OptionText("label", "clicked", SourcePosition.START, SourcePosition.START);
    Options options = DeepCtrOptions.SET.resolve(List.of(label));
    return CourseNotes.of(TrainingOptions.from(options), history, kept);
  }

  /** Of one positive and one negative row, each given that much for what it is. */
  private static EpochMetrics epoch(int number, double right, LearningRates rates) {
    PointwiseMetrics scores = new PointwiseMetrics();
    scores.add(right, true);
    scores.add(1 - right, false);
    Evaluation validation = Evaluation.of(right, Double.NaN, scores, new ThresholdCounts(0.5));
    return new EpochMetrics(
        number, 2, 1, 1, Evaluation.NONE, validation, rates, Map.of(), List.of());
  }
}

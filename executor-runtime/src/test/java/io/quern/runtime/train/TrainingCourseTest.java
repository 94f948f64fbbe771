package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.OptionText;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingCourseTest {
  /** Better, worse, better, worse, worse: validations of a training that stops early. */
  private static final List<EpochMetrics> EPOCHS =
      List.of(epoch(1, 0.6), epoch(2, 0.5), epoch(3, 0.7), epoch(4, 0.7), epoch(5, 0.65));

  private final TrainingOptions options =
      options(Map.of("label", "click", "epochs", "9", "learningRate", "0.1"));

  @Test
  void ratesFallAndTheBestIsKeptAndTheTrainingStops() {
    TrainingCourse course = new TrainingCourse(options, true, List.of());

    assertThat(decisions(course, EPOCHS))
        .containsExactly(
            "0.1 keep",
            "0.010000000000000002 go on",
            "0.010000000000000002 keep",
            "0.0010000000000000002 go on",
            "1.0000000000000003E-4 over");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void fromTheHistoryTheSameFollows(int done) {
    List<String> uncut = decisions(new TrainingCourse(options, true, List.of()), EPOCHS);

    TrainingCourse resumed = new TrainingCourse(options, true, EPOCHS.subList(0, done));

    assertThat(resumed.nextEpoch()).isEqualTo(done + 1);
    assertThat(decisions(resumed, EPOCHS.subList(done, 5))).isEqualTo(uncut.subList(done, 5));
  }

  @Test
  void aHistoryThatHasComeToItsEndIsOver() {
    assertThat(new TrainingCourse(options, true, EPOCHS).isOver()).isTrue();
    assertThat(new TrainingCourse(options, false, EPOCHS).isOver()).isFalse();
  }

  private static List<String> decisions(TrainingCourse course, List<EpochMetrics> epochs) {
    List<String> decisions = new ArrayList<>();
    for (EpochMetrics epoch : epochs) {
      course.add(epoch);
      String what = course.isOver() ? "over" : course.keepsLast() ? "keep" : "go on";
      decisions.add(course.rates().dense() + " " + what);
    }
    return decisions;
  }

  private static EpochMetrics epoch(int number, double auc) {
    double nan = Double.NaN;
    Evaluation validation =
        new Evaluation(0.5, auc, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan);
    return new EpochMetrics(
        number, 1, 1, 1, validation, validation, new LearningRates(1, 1), Map.of(), List.of());
  }

  private static TrainingOptions options(Map<String, String> texts) {
    return TrainingOptions.from(
        DeepCtrOptions.SET.resolve(
            texts.entrySet().stream()
                .map(
                    text ->
                        new OptionText(
                            text.getKey(),
                            text.getValue(),
                            SourcePosition.START,
                            SourcePosition.START))
                .toList()));
  }
}

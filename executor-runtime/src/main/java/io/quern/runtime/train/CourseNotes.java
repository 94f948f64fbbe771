package io.quern.runtime.train;

import io.quern.model.algorithm.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a training has come to, in words: rates that fell, an early end, a model that is no better
 * than a constant.
 */
final class CourseNotes {
  private final TrainingOptions options;
  private final List<EpochMetrics> history;

  private CourseNotes(TrainingOptions options, List<EpochMetrics> history) {
    this.options = options;
    this.history = history;
  }

  /**
   * In the order in which they came about.
   *
   * @param history all epochs, the last of which ended the training
   * @param kept the epoch whose weights are committed
   */
  static List<String> of(TrainingOptions options, List<EpochMetrics> history, EpochMetrics kept) {
    List<String> notes = new ArrayList<>();
    CourseNotes course = new CourseNotes(options, history);
    course.addFallenRates(notes);
    course.addEarlyEnd(notes, kept);
    Optional<String> dead = DeadModel.note(kept);
    dead.ifPresentOrElse(notes::add, () -> addUselessness(notes, kept));
    return List.copyOf(notes);
  }

  private void addFallenRates(List<String> notes) {
    List<String> after =
        IntStream.range(1, history.size())
            .filter(i -> history.get(i).rates().isBelow(history.get(i - 1).rates()))
            .mapToObj(i -> String.valueOf(history.get(i - 1).epoch()))
            .toList();
    if (!after.isEmpty()) {
      boolean once = after.size() == 1;
      notes.add(
          "Validation %s was no better after %s %s: learning rates fell to a tenth%s"
                  .formatted(
                      monitor(),
                      once ? "epoch" : "epochs",
                      String.join(", ", after),
                      once ? "" : " each time")
              + " (option lrDecayPatience)");
    }
  }

  private void addEarlyEnd(List<String> notes, EpochMetrics kept) {
    int last = history.get(history.size() - 1).epoch();
    if (kept.validation().isPresent() && last < options.schedule().epochs()) {
      notes.add(
          "Stopped after epoch %d: validation %s no better for %d %s; epoch %d is kept"
              .formatted(
                  last,
                  monitor(),
                  last - kept.epoch(),
                  last - kept.epoch() == 1 ? "epoch" : "epochs",
                  kept.epoch()));
    }
  }

  private static void addUselessness(List<String> notes, EpochMetrics kept) {
    double entropy = kept.validation().normalizedEntropy();
    if (entropy >= 1) {
      notes.add(
          String.format(
              Locale.ROOT,
              "The model's probabilities are no better on the validation rows than their mean label"
                  + " (normalized entropy %.3f); try another learningRate, more epochs, a larger"
                  + " minCount, or monitor = loss",
              entropy));
    }
  }

  private String monitor() {
    return options.metrics().monitor().word();
  }
}

package io.quern.api;

/** Told about trainings of this application. Called from threads of the training: be quick. */
@FunctionalInterface
public interface TrainingListener {
  void onProgress(TrainingProgress progress);
}

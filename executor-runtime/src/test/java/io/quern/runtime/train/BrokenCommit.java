package io.quern.runtime.train;

import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes the commit of a model's first version fail, late: a file is where its versions go. */
final class BrokenCommit {
  private BrokenCommit() {}

  static Consumer<TrainingProgress> at(Path model) {
    return progress -> {
      if (progress.phase() == Phase.COMMITTING) {
        try {
          Files.createFile(model.resolve("versions"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  static void mend(Path model) {
    try {
      Files.delete(model.resolve("versions"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.quern.runtime.train;

import io.quern.runtime.ClickTable;
import io.quern.runtime.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A process of its own that trains {@link #training} on {@link #TABLE} and, when the epoch behind
 * {@link #EPOCHS} begins, says so by a file and waits for its end.
 */
final class KilledTraining {
  static final ClickTable TABLE = ClickTable.random(700, 3);
  static final int EPOCHS = 2;

  private KilledTraining() {}

  static Trainings training(LocalSpark spark, Path model) {
    return new Trainings(spark.context(), model)
        .with("model", "FM")
        .with("embeddingDim", 4)
        .with("mode", "sync")
        .with("parameterServers", 2)
        .with("epochs", 4)
        .with("resume", true);
  }

  /**
   * Starts the process.
   *
   * @param reached is created when the epochs are done
   */
  static Process start(Path model, Path reached, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.add("-Xmx1g");
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(KilledTraining.class.getName(), model.toString(), reached.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  public static void main(String[] arguments) {
    Path reached = Path.of(arguments[1]);
    try (LocalSpark spark = LocalSpark.threads()) {
      training(spark, Path.of(arguments[0]))
          .listening(
              progress -> {
                if (CutTraining.begins(EPOCHS + 1, progress)) {
                  create(reached);
                  awaitTheEnd();
                }
              })
          .train(TABLE);
    }
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

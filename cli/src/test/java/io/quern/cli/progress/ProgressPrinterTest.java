package io.quern.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressPrinterTest {
  private static final double NONE = Double.NaN;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong nanoTime = new AtomicLong();

  @Test
  void elsewhereThanOnATerminalThereIsALineForEachPhaseAndEachEpochThatHasEnded() {
    train(new ProgressPrinter(err, 0, nanoTime::get));
    assertThat(printed())
        .isEqualTo(
            """
            reading the source
            training on 10,000 rows: 2 workers, 1 parameter server
            epoch 1/2  10,000 rows  5,000 rows/s  loss 0.6000  auc 0.7000  validation auc 0.6500
            epoch 2/2  10,000 rows  5,000 rows/s  loss 0.5000  auc 0.8000  validation auc 0.6500
            writing the model
            """);
  }

  @Test
  void elsewhereALongEpochHasALineNowAndThen() {
    ProgressPrinter printer = new ProgressPrinter(err, 0, nanoTime::get);
    for (int i = 1; i <= 25; i++) {
      nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
      printer.onProgress(event(Phase.TRAINING, 1, i * 100, 0.69, 0.5, NONE));
    }
    assertThat(printed())
        .isEqualTo(
            """
            epoch 1/2 [==                  ] 11%  1.10k rows  5.00k rows/s  loss 0.6900  auc 0.5000  2 workers  1 ps  0:04 left
            epoch 1/2 [====                ] 22%  2.20k rows  5.00k rows/s  loss 0.6900  auc 0.5000  2 workers  1 ps  0:04 left
            """);
  }

  @Test
  void aTerminalKeepsOnlyTheLinesOfEpochsThatHaveEnded() {
    train(new ProgressPrinter(err, 200, nanoTime::get));
    assertThat(shown())
        .isEqualTo(
            """
            epoch 1/2  10,000 rows  5,000 rows/s  loss 0.6000  auc 0.7000  validation auc 0.6500
            epoch 2/2  10,000 rows  5,000 rows/s  loss 0.5000  auc 0.8000  validation auc 0.6500
            """);
  }

  @Test
  void aTerminalIsShownAllThatFitsAndFirstOfAllWhereItIs() {
    assertThat(lineOf(200))
        .isEqualTo(
            "epoch 1/2 [==========          ] 50%  5.00k rows  5.00k rows/s  loss 0.6900"
                + "  auc 0.5000  validation auc 0.6500  2 workers  1 ps  0:03 left");
    assertThat(lineOf(100))
        .isEqualTo(
            "epoch 1/2 [==========          ] 50%  loss 0.6900  auc 0.5000"
                + "  validation auc 0.6500  0:03 left");
    assertThat(lineOf(75))
        .isEqualTo("epoch 1/2  loss 0.6900  auc 0.5000  validation auc 0.6500  0:03 left");
    assertThat(lineOf(30)).isEqualTo("epoch 1/2  loss 0.6900");
    assertThat(lineOf(8)).isEqualTo("epoch 1");
  }

  private String lineOf(int columns) {
    bytes.reset();
    try (ProgressPrinter printer = new ProgressPrinter(err, columns, nanoTime::get)) {
      printer.onProgress(event(Phase.TRAINING, 1, 5000, 0.69, 0.5, 0.65));
    }
    return shown().strip();
  }

  @Test
  void aPhaseWithoutStepsMovesAllTheSame() {
    try (ProgressPrinter printer = new ProgressPrinter(err, 80)) {
      printer.onProgress(event(Phase.ENCODING, 0, 0, NONE, NONE, NONE));
      await()
          .until(() -> printed().contains("reading the source [ ===" + " ".repeat(16) + "] 0:00"));
      printer.onProgress(event(Phase.FAILED, 0, 0, NONE, NONE, NONE));
      assertThat(printed()).endsWith("\r\u001b[K");
    }
  }

  private void train(ProgressPrinter printer) {
    printer.onProgress(event(Phase.ENCODING, 0, 0, NONE, NONE, NONE));
    printer.onProgress(event(Phase.STARTING, 0, 0, NONE, NONE, NONE));
    for (int epoch = 1; epoch <= 2; epoch++) {
      double validationAuc = epoch == 1 ? NONE : 0.65;
      printer.onProgress(event(Phase.TRAINING, epoch, 0, NONE, NONE, validationAuc));
      printer.onProgress(event(Phase.TRAINING, epoch, 5000, 0.7, 0.5, validationAuc));
      printer.onProgress(event(Phase.VALIDATING, epoch, 10_000, 0.6, 0.7, validationAuc));
      printer.onProgress(
          event(Phase.EPOCH_ENDED, epoch, 10_000, 0.7 - 0.1 * epoch, 0.6 + 0.1 * epoch, 0.65));
    }
    printer.onProgress(event(Phase.COMMITTING, 2, 10_000, 0.5, 0.8, 0.65));
    printer.onProgress(event(Phase.DONE, 2, 10_000, 0.5, 0.8, 0.65));
    printer.close();
  }

  private static TrainingProgress event(
      Phase phase, int epoch, long rows, double loss, double auc, double validationAuc) {
    return new TrainingProgress(
        "run", phase, epoch, 2, rows, 10_000, 5000, loss, auc, validationAuc, 2, 1, "");
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  /** What is left on the screen: a carriage return and "clear line" take the line away. */
  private String shown() {
    return printed().replaceAll("(?m)^[^\n]*\r\u001b\\[K", "");
  }
}

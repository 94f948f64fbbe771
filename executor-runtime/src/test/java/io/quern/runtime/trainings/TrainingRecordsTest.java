package io.quern.runtime.trainings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.SmallFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others conclude from the records of a process that they know nothing else of. */
class TrainingRecordsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
  private static final TrainingOwner HERE = TrainingOwner.here("app-1");
  private static final TrainingOwner GONE =
      new TrainingOwner("app-2", HERE.host(), HERE.process(), Instant.EPOCH);
  private static final TrainingOwner ELSEWHERE =
      new TrainingOwner("app-3", "another-host", 1, Instant.EPOCH);

  @TempDir Path folder;

  @Test
  void aRecordReadsAsItWasWritten() {
    TrainingRecord record = record("a1", HERE, TrainingState.TRAINING, Duration.ZERO);
    TrainingCurve curve =
        new TrainingCurve(
            List.of(
                new CurvePoint(
                    1, 10, 100, 2, 0.5, 0.7, 0.6, Double.NaN, Double.NaN, Double.NaN, 0.01)));

    records().write(record);
    records().write("a1", curve);

    assertThat(records().all()).containsExactly(record);
    assertThat(records().curve(record)).isEqualTo(curve.epochs());
    assertThat(records().curve(record).get(0).rowsPerSecond()).isEqualTo(50);
  }

  @Test
  void theLastBegunIsFirst() {
    write("a", HERE, TrainingState.FINISHED, Duration.ofHours(2));
    write("b", HERE, TrainingState.FAILED, Duration.ofHours(1));
    write("c", HERE, TrainingState.CANCELLED, Duration.ofHours(3));

    assertThat(records().all()).extracting(TrainingRecord::id).containsExactly("b", "a", "c");
    assertThat(records().find("newest").id()).isEqualTo("b");
  }

  @Test
  void oneThatIsSilentForAMinuteIsLostWhereverItRuns() {
    assertThat(stateOf(HERE, Duration.ofSeconds(59))).isEqualTo(TrainingState.TRAINING);
    assertThat(stateOf(ELSEWHERE, Duration.ofSeconds(59))).isEqualTo(TrainingState.TRAINING);
    assertThat(stateOf(HERE, Duration.ofSeconds(61))).isEqualTo(TrainingState.LOST);
    assertThat(stateOf(ELSEWHERE, Duration.ofSeconds(61))).isEqualTo(TrainingState.LOST);
  }

  @Test
  void oneWhoseProcessIsGoneIsLostAfterTwoBeats() {
    assertThat(stateOf(GONE, Duration.ofSeconds(9))).isEqualTo(TrainingState.TRAINING);
    assertThat(stateOf(GONE, Duration.ofSeconds(11))).isEqualTo(TrainingState.LOST);
  }

  @Test
  void oneThatHasEndedIsNeverLost() {
    write("a", GONE, TrainingState.FINISHED, Duration.ofDays(3));

    assertThat(records().find("a").state()).isEqualTo(TrainingState.FINISHED);
    assertThat(records().find("a").ended()).contains(NOW.minus(Duration.ofDays(3)));
  }

  @Test
  void theBeginningOfAnIdIsEnoughWhereItIsClear() {
    write("abc1", HERE, TrainingState.FINISHED, Duration.ofHours(1));
    write("abc2", HERE, TrainingState.FINISHED, Duration.ofHours(2));
    write("abc", HERE, TrainingState.FINISHED, Duration.ofHours(3));

    assertThat(records().find("abc2").id()).isEqualTo("abc2");
    assertThat(records().find("abc").id()).isEqualTo("abc");
    assertThatThrownBy(() -> records().find("ab"))
        .hasToString(
            "ERROR NAME: 'ab' is how the ids of 3 trainings begin"
                + " (Write more of the id: abc, abc1, abc2)");
  }

  @Test
  void anUnknownIdIsToldWithThoseThereAre() {
    assertThatThrownBy(() -> records().find("x"))
        .hasToString(
            "ERROR NAME: Training 'x' is not known (No training of yours is recorded in 'file:%s')"
                .formatted(folder));
    write("a", HERE, TrainingState.FINISHED, Duration.ofHours(1));
    write("b", GONE, TrainingState.TRAINING, Duration.ofHours(2));

    assertThatThrownBy(() -> records().find("x"))
        .hasToString(
            "ERROR NAME: Training 'x' is not known"
                + " (SHOW TRAININGS lists all; the latest: 'a' (finished), 'b' (lost))");
    assertThatThrownBy(() -> records().find("")).hasMessage("Training '' is not known");
  }

  @Test
  void aDamagedRecordIsSkipped() throws Exception {
    write("a", HERE, TrainingState.FINISHED, Duration.ofHours(1));
    Files.writeString(folder.resolve("b.training.json"), "{");
    Files.writeString(folder.resolve("_unfinished-x"), "{");
    Files.writeString(folder.resolve("notes.txt"), "mine");

    assertThat(records().all()).extracting(TrainingRecord::id).containsExactly("a");
  }

  @Test
  void onlySoManyAreKeptAndNoneUnderWayGoes() throws Exception {
    for (int i = 0; i < TrainingRecords.KEPT + 20; i++) {
      String id = "t%03d".formatted(i);
      write(id, HERE, TrainingState.FINISHED, Duration.ofMinutes(i));
      records().write(id, new TrainingCurve(List.of()));
      written(id + ".training.json", Duration.ofMinutes(i));
      written(id + ".curve.json", Duration.ofMinutes(i));
    }
    Files.writeString(folder.resolve("_unfinished-old"), "{");
    written("_unfinished-old", Duration.ofHours(1));
    Files.writeString(folder.resolve("_unfinished-new"), "{");
    written("_unfinished-new", Duration.ZERO);

    records().prune();

    assertThat(records().all()).hasSize(TrainingRecords.KEPT);
    assertThat(folder.resolve("t099.curve.json")).exists();
    assertThat(folder.resolve("t100.curve.json")).doesNotExist();
    assertThat(folder.resolve("_unfinished-old")).doesNotExist();
    assertThat(folder.resolve("_unfinished-new")).exists();
  }

  @Test
  void whatHasEndedOrIsLostCannotBeCancelled() {
    write("over", HERE, TrainingState.FINISHED, Duration.ofHours(1));
    write("lost", GONE, TrainingState.TRAINING, Duration.ofHours(1));

    assertThatThrownBy(() -> records().cancel(records().find("over")))
        .isInstanceOfSatisfying(
            QuernException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.NAME))
        .hasMessage("Training 'over' is over: finished at 2026-05-01T07:00:00Z");
    assertThatThrownBy(() -> records().cancel(records().find("lost")))
        .hasMessage(
            "Training 'lost' is lost: process %d on %s, application app-2 is gone since"
                    .formatted(HERE.process(), HERE.host())
                + " 2026-05-01T07:00:00Z");
  }

  private TrainingState stateOf(TrainingOwner owner, Duration silent) {
    write("one", owner, TrainingState.TRAINING, silent);
    return records().find("one").state();
  }

  private void write(String id, TrainingOwner owner, TrainingState state, Duration silent) {
    records().write(record(id, owner, state, silent));
  }

  private void written(String file, Duration ago) throws Exception {
    Files.setLastModifiedTime(folder.resolve(file), FileTime.from(NOW.minus(ago)));
  }

  private static TrainingRecord record(
      String id, TrainingOwner owner, TrainingState state, Duration silent) {
    return new TrainingRecord(
        id,
        "train clicks as DeepCTR.`m`",
        "m",
        3,
        owner,
        NOW.minus(silent),
        state,
        TrainingFigures.NONE,
        NOW.minus(silent),
        TrainingEnd.NONE);
  }

  private TrainingRecords records() {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.toString());
    return new TrainingRecords(
        SmallFiles.in(path, new Configuration(false)), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}

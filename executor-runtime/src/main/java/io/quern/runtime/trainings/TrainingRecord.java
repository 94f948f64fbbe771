package io.quern.runtime.trainings;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one training at one moment. Becomes JSON. Immutable.
 *
 * @param id of the run, as the lineage of the version names it
 * @param statement as typed
 * @param path of the model, as the statement names it
 * @param epochs as asked for
 * @param started when the statement began
 * @param heartbeat when its process said so; of one that has ended, when it ended
 */
public record TrainingRecord(
    String id,
    String statement,
    String path,
    int epochs,
    TrainingOwner owner,
    Instant started,
    TrainingState state,
    TrainingFigures figures,
    Instant heartbeat,
    TrainingEnd end) {
  /** After so long without a sign of life a training is lost, wherever it runs. */
  static final Duration LOST_AFTER = Duration.ofSeconds(60);

  /** After so long, it is worth looking whether its process is there. */
  static final Duration SILENT_AFTER = Duration.ofSeconds(10);

  public TrainingRecord {
    requireNonNull(id, "id is null");
    requireNonNull(statement, "statement is null");
    requireNonNull(path, "path is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(started, "started is null");
    requireNonNull(state, "state is null");
    requireNonNull(figures, "figures is null");
    requireNonNull(heartbeat, "heartbeat is null");
    requireNonNull(end, "end is null");
  }

  /** When it ended; empty while it runs, and for one that is lost. */
  @JsonIgnore
  public Optional<Instant> ended() {
    return state.isOver() && state != TrainingState.LOST
        ? Optional.of(heartbeat)
        : Optional.empty();
  }

  TrainingRecord at(TrainingState now, TrainingFigures figures) {
    return with(now, figures, heartbeat, end);
  }

  TrainingRecord alive(Instant now) {
    return with(state, figures, now, end);
  }

  TrainingRecord ended(TrainingEnd how, Instant now) {
    return with(how.state(), figures.ended(), now, how);
  }

  /** The same as it has to be taken at a moment: perhaps {@code LOST}. */
  TrainingRecord seen(Instant now) {
    Duration silent = Duration.between(heartbeat, now);
    boolean lost =
        !state.isOver()
            && (silent.compareTo(LOST_AFTER) > 0
                || silent.compareTo(SILENT_AFTER) > 0 && owner.isGone());
    return lost ? with(TrainingState.LOST, figures.ended(), heartbeat, end) : this;
  }

  private TrainingRecord with(
      TrainingState state, TrainingFigures figures, Instant heartbeat, TrainingEnd end) {
    return new TrainingRecord(
        id, statement, path, epochs, owner, started, state, figures, heartbeat, end);
  }
}

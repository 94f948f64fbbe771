package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.CheckpointFolder;
import io.quern.model.bundle.Checkpoints;
import io.quern.model.bundle.Lineage;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.SavedCheckpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Looks for what earlier runs of the same statement on the same rows have kept. Checkpoints of
 * other trainings stay as they are; the last written is worth a note.
 */
public final class Resumption {
  private final TrainSpec spec;
  private final Checkpoints checkpoints;
  private final List<Candidate> candidates = new ArrayList<>();
  private String note = "";

  /** A checkpoint of this training. */
  private record Candidate(SavedCheckpoint saved, Checkpoint content) {
    int epoch() {
      return content.epochsDone();
    }
  }

  /**
   * What is found.
   *
   * @param note what the user should know; empty where there is nothing to say
   */
  record Found(Optional<ResumedTraining> training, Optional<String> note) {
    Found {
      requireNonNull(training, "training is null");
      requireNonNull(note, "note is null");
    }
  }

  private Resumption(TrainSpec spec, Configuration hadoop) {
    this.spec = spec;
    this.checkpoints = new ModelRepository(new Path(spec.path()), hadoop).checkpoints();
  }

  /**
   * Takes over the checkpoint to go on from: of those that fit the one of the latest epoch.
   *
   * @param now what tells the training from others
   */
  static Found of(TrainSpec spec, Configuration hadoop, TrainingIdentity now) {
    Resumption search = new Resumption(spec, hadoop);
    search.look(now::difference);
    return search.claim();
  }

  /**
   * What a run of the statement would find, in words, as far as that shows without reading rows.
   */
  public static String outlook(TrainSpec spec, Configuration hadoop) {
    Lineage.Parent parent =
        ParentVersion.of(spec, hadoop).map(ParentVersion::lineage).orElse(Lineage.Parent.NONE);
    Map<String, String> now = TrainingIdentity.statement(spec, parent);
    Resumption search = new Resumption(spec, hadoop);
    search.look(before -> TrainingIdentity.difference(now, before.statement()));
    return search.candidates.stream()
        .max(Comparator.comparingInt(Candidate::epoch))
        .map(found -> "behind %s, if the rows are the same".formatted(found.content().describe()))
        .orElse(search.note.isEmpty() ? "from the start" : "from the start: " + search.note);
  }

  private void look(Function<TrainingIdentity, Optional<String>> difference) {
    for (CheckpointFolder place : checkpoints.list()) {
      try {
        SavedCheckpoint saved = place.open();
        Checkpoint content = saved.content(Checkpoint.class);
        Optional<String> differs = difference.apply(content.training()).or(() -> beyond(content));
        if (differs.isEmpty()) {
          candidates.add(new Candidate(saved, content));
        } else {
          note(
              "the checkpoint behind %s is of another training (%s)"
                  .formatted(content.describe(), differs.get()));
        }
      } catch (QuernException e) {
        if (e.code() != ErrorCode.MODEL) {
          throw e;
        }
        note(Character.toLowerCase(e.getMessage().charAt(0)) + e.getMessage().substring(1));
      }
    }
  }

  private Optional<String> beyond(Checkpoint content) {
    int epochs = spec.options().schedule().epochs();
    return content.epochsDone() > epochs
        ? Optional.of("option 'epochs' is %d now".formatted(epochs))
        : Optional.empty();
  }

  /** The first is of the checkpoint last written, which most likely is the one expected. */
  private void note(String text) {
    note = note.isEmpty() ? text : note;
  }

  private Found claim() {
    candidates.sort(Comparator.comparingInt(Candidate::epoch).reversed());
    for (Candidate candidate : candidates) {
      Optional<Checkpoints.Claim> claim = checkpoints.claim(candidate.saved(), spec.runId());
      if (claim.isPresent()) {
        return new Found(
            Optional.of(new ResumedTraining(claim.get(), candidate.content())),
            Optional.of("Resumed behind " + candidate.content().describe()));
      }
    }
    return new Found(
        Optional.empty(),
        note.isEmpty() ? Optional.empty() : Optional.of("Began from the start: " + note));
  }
}

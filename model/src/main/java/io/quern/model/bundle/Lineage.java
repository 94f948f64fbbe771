package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * Where a model comes from.
 *
 * @param run the id of the training
 * @param source the table or query in words
 * @param inputs what the source read that tells its state; none for rows made up on the way
 * @param rows training rows
 * @param parent the version that the training went on from; {@link Parent#NONE} where it began from
 *     scratch
 * @param started when the statement began
 * @param finished when the version was ready to be committed
 */
public record Lineage(
    String run,
    String source,
    List<Input> inputs,
    long rows,
    long seed,
    Parent parent,
    Instant started,
    Instant finished) {

  /**
   * Files or a table that the source read.
   *
   * @param name the folder or file, or the table
   * @param snapshot in which state: how many files of how many bytes and when the newest was
   *     written, or the table's version
   */
  public record Input(String name, String snapshot) implements Serializable {
    public Input {
      requireNonNull(name, "name is null");
      requireNonNull(snapshot, "snapshot is null");
    }
  }

  /**
   * A version of the same model.
   *
   * @param version its number, which may be given again when it is removed; 0 for none
   * @param run the id of the training that made it
   */
  public record Parent(int version, String run) {
    public static final Parent NONE = new Parent(0, "");

    public Parent {
      requireNonNull(run, "run is null");
    }

    /** Whether there is one. */
    @JsonIgnore
    public boolean isPresent() {
      return version > 0;
    }
  }

  public Lineage {
    requireNonNull(run, "run is null");
    requireNonNull(source, "source is null");
    inputs = List.copyOf(inputs);
    requireNonNull(parent, "parent is null");
    requireNonNull(started, "started is null");
    requireNonNull(finished, "finished is null");
  }
}

package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * Where a model comes from.
 *
 * @param run the id of the training
 * @param source the table or query in words
 * @param rows training rows
 * @param parent the version that the training went on from; {@link Parent#NONE} where it began from
 *     scratch
 * @param started when the statement began
 * @param finished when the version was ready to be committed
 */
public record Lineage(
    String run,
    String source,
    long rows,
    long seed,
    Parent parent,
    Instant started,
    Instant finished) {

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
    requireNonNull(parent, "parent is null");
    requireNonNull(started, "started is null");
    requireNonNull(finished, "finished is null");
  }
}

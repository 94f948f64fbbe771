package io.quern.ps;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A sparse table.
 *
 * @param width floats of weights per row
 * @param seed with the key, decides a row's initial weights
 * @param penalty on every row of the table, at every step
 */
public record TableConfig(
    String name,
    int width,
    RowInitializer initializer,
    long seed,
    OptimizerConfig optimizer,
    LearningRate learningRate,
    Penalty penalty,
    Admission admission,
    Eviction eviction)
    implements Serializable {
  public TableConfig {
    requireNonNull(name, "name is null");
    requireNonNull(initializer, "initializer is null");
    requireNonNull(optimizer, "optimizer is null");
    requireNonNull(learningRate, "learningRate is null");
    requireNonNull(penalty, "penalty is null");
    requireNonNull(admission, "admission is null");
    requireNonNull(eviction, "eviction is null");
    if (width < 1 || initializer.zeroColumns() < 0 || initializer.zeroColumns() > width) {
      throw new IllegalArgumentException("Invalid table: width " + width);
    }
    optimizer.require(penalty);
  }

  /** A table that gives every key a row and removes none. */
  public TableConfig(
      String name,
      int width,
      RowInitializer initializer,
      long seed,
      OptimizerConfig optimizer,
      LearningRate learningRate,
      Penalty penalty) {
    this(
        name,
        width,
        initializer,
        seed,
        optimizer,
        learningRate,
        penalty,
        Admission.OF_ALL,
        Eviction.NONE);
  }

  /** Whether pulls or pushes have to say how often keys occur in the batch. */
  public boolean countsOccurrences() {
    return admission.counts() || eviction.scores();
  }

  /** Whether a row may come later than its key, or go: then it begins at the step it comes. */
  boolean rowsComeAndGo() {
    return admission.counts() || eviction.evicts();
  }

  /**
   * Bytes off the heap that the fullest of its servers takes for the table, index and counts
   * included; keys are dealt to the virtual shards evenly.
   *
   * @param rows of the table, on all servers
   * @param waiting keys that are counted and have no row yet
   * @param servers 1 to 64
   */
  public long bytesFor(long rows, long waiting, int servers) {
    return new TableFootprint(this, rows, waiting).ofFullestServer(servers);
  }

  /** Rows that a table can have, whatever the number of its servers. */
  public static long mostRows() {
    return (long) VirtualShards.COUNT * (Buckets.MOST_ROWS - 1);
  }

  /**
   * Bytes that a row takes on its server: the key, what eviction keeps, the weights and the update
   * rule's state.
   */
  public int rowBytes() {
    return RowLayout.of(this).rowBytes();
  }
}

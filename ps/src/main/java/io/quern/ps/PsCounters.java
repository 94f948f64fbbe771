package io.quern.ps;

import java.util.List;

/**
 * What one server has done and holds, for progress lines and tests.
 *
 * @param clock pushes accepted
 * @param rows of all tables
 * @param bytes off heap, of all tables
 * @param admitted rows inserted by training
 * @param refused keys asked for in training pulls that had no row yet, counted in every pull
 * @param evicted rows removed
 * @param workers by ascending index
 */
public record PsCounters(
    long clock,
    long rows,
    long bytes,
    long admitted,
    long refused,
    long evicted,
    List<Worker> workers) {

  /**
   * Calls of one worker.
   *
   * @param pulls calls for rows, {@code read} included
   * @param rowsPulled in them
   * @param pushes applied; repeated ones are not counted
   * @param rowsPushed in them
   */
  public record Worker(int worker, long pulls, long rowsPulled, long pushes, long rowsPushed) {}

  public PsCounters {
    workers = List.copyOf(workers);
  }
}

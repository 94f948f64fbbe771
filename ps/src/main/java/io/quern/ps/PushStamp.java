package io.quern.ps;

/**
 * Identifies one step's push. A server applies at most one push per (worker, attempt, step) and
 * refuses attempts older than the newest it has seen of that worker, and older generations.
 *
 * @param generation of the run: raised when its cluster is formed anew
 * @param worker index
 * @param attempt of the worker's task, from 0
 * @param step of that attempt, from 0, ascending
 */
public record PushStamp(int generation, int worker, int attempt, long step) {}

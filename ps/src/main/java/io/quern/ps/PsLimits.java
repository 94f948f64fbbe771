package io.quern.ps;

/**
 * What one message between worker and server may hold.
 *
 * @param frameBytes of a message
 * @param keys of one table in a message
 */
public record PsLimits(int frameBytes, int keys) {
  /** 512 MiB and 8 million keys: far above any sensible batch. */
  public static final PsLimits DEFAULT = new PsLimits(512 << 20, 8 << 20);
}

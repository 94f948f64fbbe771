package io.quern.runtime.train;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How long workers spent in each stage of their steps, waiting for another thread's part included,
 * and how much of such parts went on while they computed. Confined to one thread.
 */
final class StageTimes {
  private static final StepStage[] STAGES = StepStage.values();

  /** By stage; last, what was hidden. */
  private final long[] nanos = new long[STAGES.length + 1];

  private long since;

  /** The next stage begins now. */
  void start() {
    since = System.nanoTime();
  }

  /** A stage ends now, and the next begins. */
  void end(StepStage stage) {
    long now = System.nanoTime();
    nanos[stage.ordinal()] += now - since;
    since = now;
  }

  /**
   * Another thread did a stage. What of that lies behind the end of the last stage was waited for,
   * and is the stage's; the rest was hidden.
   *
   * @param began of {@link System#nanoTime}, as is {@code ended}
   */
  void endBeside(StepStage stage, long began, long ended) {
    long waited = Math.max(0, ended - since);
    nanos[stage.ordinal()] += waited;
    nanos[STAGES.length] += Math.max(0, ended - began - waited);
    since += waited;
  }

  void merge(StageTimes other) {
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] += other.nanos[i];
    }
  }

  /** Seconds by the stage's name in lower case, and those hidden. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (StepStage stage : STAGES) {
      seconds.put(stage.name().toLowerCase(Locale.ROOT), nanos[stage.ordinal()] * 1e-9);
    }
    seconds.put("hidden", nanos[STAGES.length] * 1e-9);
    return seconds;
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(nanos.length * Long.BYTES);
    bytes.asLongBuffer().put(nanos);
    return bytes.array();
  }

  static StageTimes fromBytes(byte[] bytes) {
    StageTimes times = new StageTimes();
    ByteBuffer.wrap(bytes).asLongBuffer().get(times.nanos);
    return times;
  }
}

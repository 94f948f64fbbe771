package io.quern.runtime.train;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How long workers spent in each stage of their steps. Confined to one thread. */
final class StageTimes {
  private static final StepStage[] STAGES = StepStage.values();

  private final long[] nanos = new long[STAGES.length];
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

  void merge(StageTimes other) {
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] += other.nanos[i];
    }
  }

  /** Seconds by the stage's name in lower case. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (StepStage stage : STAGES) {
      seconds.put(stage.name().toLowerCase(Locale.ROOT), nanos[stage.ordinal()] * 1e-9);
    }
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

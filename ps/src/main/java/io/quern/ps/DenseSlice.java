package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Arrays;

/** One server's contiguous share of the dense array, under one lock. */
final class DenseSlice {
  private final DenseConfig config;
  private final UpdateRule rule;
  private final int from;
  private final int length;
  private final float[][] x;
  private final float[] gradients;

  DenseSlice(DenseConfig config, int server, int servers) {
    this.config = config;
    this.rule = UpdateRule.of(config.optimizer(), 1);
    this.from = first(config.size(), server, servers);
    this.length = first(config.size(), server + 1, servers) - from;
    this.x = new float[1 + rule.slots()][length];
    this.gradients = new float[length];
  }

  /** The first index of a server's share; that of {@code server + 1} ends it. */
  static int first(int size, int server, int servers) {
    return (int) ((long) size * server / servers);
  }

  int from() {
    return from;
  }

  int length() {
    return length;
  }

  /** Copies the slice to {@code to[at …]}. */
  synchronized void pull(float[] to, int at) {
    System.arraycopy(x[0], 0, to, at, length);
  }

  /** Applies the gradients (or, for moving averages, values) {@code pushed[at …]} as one step. */
  synchronized void push(float[] pushed, int at, Moment now) {
    System.arraycopy(pushed, at, gradients, 0, length);
    int start = -from;
    for (DenseConfig.Segment segment : config.segments()) {
      int end = start + segment.length();
      update(segment, Math.max(0, start), Math.min(length, end), now);
      start = end;
    }
  }

  private void update(DenseConfig.Segment segment, int start, int end, Moment now) {
    if (start >= end) {
      return;
    }
    if (segment.momentum() > 0) {
      average(segment.momentum(), start, end);
    } else {
      float rate = now.rates().at(now.step());
      rule.step(x, gradients, start, end, now.step(), rate, segment.penalty());
    }
  }

  private void average(float momentum, int start, int end) {
    float[] values = x[0];
    for (int i = start; i < end; i++) {
      values[i] = (1 - momentum) * values[i] + momentum * gradients[i];
    }
  }

  synchronized DenseState state() {
    float[] state = new float[length * rule.slots()];
    for (int slot = 0; slot < rule.slots(); slot++) {
      System.arraycopy(x[slot + 1], 0, state, slot * length, length);
    }
    return new DenseState(from, x[0].clone(), state);
  }

  /** Takes over what overlaps; {@code loaded} may be another server's slice of another split. */
  synchronized void load(DenseState loaded) {
    int size = loaded.values().length;
    if (loaded.state().length != size * rule.slots()) {
      throw new QuernException(
          ErrorCode.MODEL,
          "Dense slice of %d values has %d state values, not %d"
              .formatted(size, loaded.state().length, size * rule.slots()));
    }
    int start = Math.max(from, loaded.from());
    int count = Math.min(from + length, loaded.from() + size) - start;
    if (count > 0) {
      System.arraycopy(loaded.values(), start - loaded.from(), x[0], start - from, count);
      for (int slot = 0; slot < rule.slots(); slot++) {
        int source = slot * size + start - loaded.from();
        System.arraycopy(loaded.state(), source, x[slot + 1], start - from, count);
      }
    }
  }

  /** Sets values, with fresh state, from the whole array. */
  synchronized void reset(float[] values) {
    System.arraycopy(values, from, x[0], 0, length);
    for (int slot = 1; slot <= rule.slots(); slot++) {
      Arrays.fill(x[slot], 0);
    }
  }
}

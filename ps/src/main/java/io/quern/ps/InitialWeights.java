package io.quern.ps;

import io.quern.ps.RowInitializer.Distribution;
import java.nio.charset.StandardCharsets;

/**
 * The weights a row begins with: a function of (seed, table name, key, column) alone, so the same
 * on any layout and in any order of arrival.
 *
 * <p>Column j of a row takes output j of a SplitMix64 stream (Steele, Lea, Flood: "Fast splittable
 * pseudorandom number generators", 2014) that (seed, name, key) start; a normal deviate is made of
 * it by the inverse distribution function (Wichura: "Algorithm AS 241: the percentage points of the
 * normal distribution", 1988, PPND7; relative error about 1e-7).
 */
final class InitialWeights {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final int width;
  private final int zeroColumns;
  private final boolean normal;
  private final double scale;
  private final long base;

  InitialWeights(TableConfig table) {
    this.width = table.width();
    RowInitializer initializer = table.initializer();
    this.zeroColumns = initializer.zeroColumns();
    this.normal = initializer.distribution() == Distribution.NORMAL;
    this.scale = scale(initializer, width - zeroColumns);
    this.base = mix(table.seed() ^ fnv1a(table.name()));
  }

  private static double scale(RowInitializer initializer, int drawn) {
    return initializer.distribution() == Distribution.XAVIER
        ? initializer.scale() * Math.sqrt(6.0 / (1 + drawn))
        : initializer.scale();
  }

  /** Fills {@code to[at … at + width)}. */
  void fill(long key, float[] to, int at) {
    long stream = mix(base ^ key);
    for (int column = 0; column < width; column++) {
      to[at + column] = column < zeroColumns ? 0 : deviate(stream + column * GOLDEN);
    }
  }

  private float deviate(long state) {
    double uniform = ((mix(state) >>> 11) + 0.5) * 0x1p-53;
    return (float) (scale * (normal ? normalQuantile(uniform) : 2 * uniform - 1));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long fnv1a(String text) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  /** The x at which the standard normal distribution function is {@code p}; 0 < p < 1. */
  static double normalQuantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q
          * (((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)
          / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0);
    }
    // StrictMath: the same bits on every processor.
    double r = StrictMath.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
    double x = r <= 5 ? nearTail(r - 1.6) : farTail(r - 5);
    return q < 0 ? -x : x;
  }

  private static double nearTail(double r) {
    return (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
        / ((0.12021132975 * r + 0.73700164250) * r + 1.0);
  }

  private static double farTail(double r) {
    return (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
        / ((0.012258202635 * r + 0.24197894225) * r + 1.0);
  }
}

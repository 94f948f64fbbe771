package io.quern.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * A click log in the shape of Criteo's, of any size: {@code label}, counts {@code I1 … I13}, texts
 * {@code C1 … C26} of eight hexadecimal digits, each missing as often, and its values as skewed, as
 * measured once over the 24,996 distinct rows of the public samples (label rate .242).
 *
 * <p>A count is {@code e^n − 1} for normal n, rounded. The value of a category is the r-th most
 * frequent with {@code P(rank ≥ r) = (1 + r / scale)^−shape}, a Pareto law of the second kind,
 * fitted to the shares of the most frequent 1, 10 and 100 values and, where it has no end, to the
 * number of distinct values: so a field that keeps showing new values in the sample goes on doing
 * so, and rows decide how many there are.
 *
 * <p>The chance of a click is known: its logit is the sum of effects of the values of fourteen
 * categories, of the logarithms of five counts and of two pairs of categories. Same arguments, same
 * rows.
 */
record CriteoTable(String path, long rows) {
  private static final long UNIFORM = 1_000_000_007L;

  /** Ranks beyond are one value. */
  private static final String LAST_RANK = "1e15";

  /** Brings the label rate to .24. */
  private static final double BIAS = -2.45;

  private static final List<Integer> COUNT_EFFECTS = List.of(2, 5, 6, 7, 11);
  private static final List<Integer> CATEGORY_EFFECTS =
      List.of(2, 3, 4, 6, 7, 10, 11, 13, 14, 15, 17, 18, 24, 26);
  private static final List<int[]> PAIRS = List.of(new int[] {14, 17}, new int[] {6, 18});

  /** How often it is missing; mean and standard deviation of ln(1 + count). */
  private record Count(double missing, double mean, double deviation) {}

  /** How often it is missing; the law of its ranks; how many values there are, 0: no end. */
  private record Category(double missing, double shape, double scale, int values) {}

  private static final List<Count> COUNTS =
      List.of(
          new Count(.4547, 0.832, 0.968),
          new Count(.0000, 2.111, 2.118),
          new Count(.2080, 2.184, 1.221),
          new Count(.2074, 1.708, 0.925),
          new Count(.0343, 7.287, 2.911),
          new Count(.2350, 3.469, 1.766),
          new Count(.0466, 1.590, 1.367),
          new Count(.0009, 2.040, 1.160),
          new Count(.0466, 3.564, 1.648),
          new Count(.4547, 0.388, 0.397),
          new Count(.0466, 0.894, 0.759),
          new Count(.7694, 0.286, 0.601),
          new Count(.2074, 1.783, 0.997));

  private static final List<Category> CATEGORIES =
      List.of(
          new Category(.0000, 1.000, 1.000, 263),
          new Category(.0000, 0.475, 6.310, 469),
          new Category(.0352, 0.150, 11.220, 0),
          new Category(.0352, 0.125, 1.995, 0),
          new Category(.0000, 1.600, 1.000, 82),
          new Category(.1279, 2.250, 3.162, 10),
          new Category(.0000, 0.700, 158.489, 0),
          new Category(.0000, 1.300, 1.000, 138),
          new Category(.0000, 0.350, 0.025, 3),
          new Category(.0000, 0.100, 0.158, 0),
          new Category(.0000, 0.100, 22.387, 3010),
          new Category(.0352, 0.150, 8.913, 0),
          new Category(.0000, 0.100, 17.783, 2385),
          new Category(.0000, 3.000, 6.310, 24),
          new Category(.0000, 1.000, 141.254, 0),
          new Category(.0352, 0.150, 6.310, 0),
          new Category(.0000, 1.975, 3.162, 9),
          new Category(.0000, 1.100, 63.096, 0),
          new Category(.4421, 0.125, 0.010, 807),
          new Category(.4421, 0.325, 70.795, 3),
          new Category(.0352, 0.150, 7.943, 0),
          new Category(.7849, 1.675, 1.778, 8),
          new Category(.0000, 2.850, 4.467, 13),
          new Category(.0352, 0.250, 2.818, 0),
          new Category(.4421, 2.975, 8.913, 47),
          new Category(.4421, 0.175, 1.995, 0));

  /** Writes the log as Parquet. */
  void write(SparkSession session) {
    String columns =
        java.util.stream.Stream.concat(
                IntStream.range(0, COUNTS.size()).mapToObj(CriteoTable::countColumn),
                IntStream.range(0, CATEGORIES.size()).mapToObj(CriteoTable::rankColumn))
            .collect(Collectors.joining(", "));
    session
        .sql(
            "select %s, id from range(0, %d, 1, %d)"
                .formatted(columns, rows, session.sparkContext().defaultParallelism()))
        .createOrReplaceTempView("bench_ranks");
    session
        .sql(
            "select cast(%s < 1 / (1 + exp(-(%s))) as int) as label, %s, %s from bench_ranks"
                .formatted(uniform("'luck'"), logit(), counts(), texts()))
        .write()
        .mode("overwrite")
        .parquet(path);
  }

  static List<String> countNames() {
    return IntStream.rangeClosed(1, COUNTS.size()).mapToObj(i -> "I" + i).toList();
  }

  static List<String> categoryNames() {
    return IntStream.rangeClosed(1, CATEGORIES.size()).mapToObj(i -> "C" + i).toList();
  }

  private static String counts() {
    return String.join(", ", countNames());
  }

  private static String texts() {
    return categoryNames().stream()
        .map(
            c -> "if(C is null, null, lower(right(hex(xxhash64(C, 'C')), 8))) as C".replace("C", c))
        .collect(Collectors.joining(", "));
  }

  /** Box and Muller's normal number of two uniform ones. */
  private static String countColumn(int index) {
    Count count = COUNTS.get(index);
    String salt = "'count', " + index;
    String normal =
        "sqrt(-2 * ln(%s)) * cos(2 * pi() * %s)"
            .formatted(uniform(salt + ", 0"), uniform(salt + ", 1"));
    return format(
        "if(%s < %.4f, null, cast(round(greatest(exp(least(%.3f + %.3f * (%s), 20)) - 1, 0)) as"
            + " int)) as I%d",
        uniform(salt + ", 2"), count.missing, count.mean, count.deviation, normal, index + 1);
  }

  /** The inverse of the law's distribution function, cut off where the values end. */
  private static String rankColumn(int index) {
    Category category = CATEGORIES.get(index);
    double reached =
        category.values == 0
            ? 1
            : 1 - Math.pow(1 + category.values / category.scale, -category.shape);
    String salt = "'category', " + index;
    return format(
        "if(%s < %.4f, null, cast(least(floor(%.3f * (pow(1 - %.12f * %s, %.6f) - 1)), %s) as"
            + " bigint)) as C%d",
        uniform(salt + ", 0"),
        category.missing,
        category.scale,
        reached,
        uniform(salt + ", 1"),
        -1 / category.shape,
        LAST_RANK,
        index + 1);
  }

  private static String logit() {
    List<String> terms = new ArrayList<>(List.of(format("%.2fD", BIAS)));
    for (int i : COUNT_EFFECTS) {
      terms.add("0.12D * (ln(1 + coalesce(I%d, 0)) - %s)".formatted(i, COUNTS.get(i - 1).mean));
    }
    for (int c : CATEGORY_EFFECTS) {
      terms.add(effect("C" + c, 0.45));
    }
    for (int[] pair : PAIRS) {
      terms.add(effect("C%d, C%d".formatted(pair[0], pair[1]), 0.6));
    }
    return String.join(" + ", terms);
  }

  /** Uniform in ± {@code size}, by the values; xxhash64 passes over what is null. */
  private static String effect(String columns, double size) {
    return format("%.2fD * (pmod(xxhash64(%s, 'effect'), 2001) / 1000D - 1)", size, columns);
  }

  private static String uniform(String salt) {
    return "((pmod(xxhash64(id, %s), %d) + 0.5D) / %d)".formatted(salt, UNIFORM, UNIFORM);
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}

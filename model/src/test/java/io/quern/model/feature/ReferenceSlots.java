package io.quern.model.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Slots of plain rows, fitted to plain rows: slow, in double precision, and to be read. */
public final class ReferenceSlots {
  private static final long MISSING = 0x9E3779B97F4A7C15L;
  private static final long UNKNOWN = 0xD6E8FEB86659FD93L;

  /** The keys of one slot and what their rows are multiplied with. */
  public record Slot(List<Long> keys, List<Double> factors, boolean max) {}

  private final FeatureSchema schema;
  private final List<List<Object>> training;

  public ReferenceSlots(FeatureSchema schema, List<List<Object>> training) {
    this.schema = schema;
    this.training = training;
  }

  /** The slots of rows, by feature in the order of the schema. */
  public Map<Feature, List<Slot>> of(List<List<Object>> rows) {
    Map<Feature, List<Slot>> slots = new HashMap<>();
    for (Feature feature : schema.features()) {
      slots.put(feature, of(feature, rows));
    }
    return slots;
  }

  private List<Slot> of(Feature feature, List<List<Object>> rows) {
    long salt = salt(feature.table());
    long missing = hash(new byte[0], salt ^ MISSING);
    if (feature.transform() instanceof Transform.Number number) {
      Fit fit = new Fit(number.scaling(), numbers(feature, training));
      return numbers(feature, rows).stream().map(x -> slot(number, fit, salt, missing, x)).toList();
    }
    if (feature.transform() instanceof Transform.Buckets buckets) {
      return cut(feature, rows, buckets.boundaries(), salt, missing);
    }
    if (feature.transform() instanceof Transform.Quantiles quantiles) {
      return cut(feature, rows, quantiles(feature, quantiles.count()), salt, missing);
    }
    Set<Long> vocabulary = vocabulary(feature);
    long unknown = hash(new byte[0], salt(feature.name()) ^ UNKNOWN);
    List<Slot> slots = new ArrayList<>();
    for (List<Object> row : rows) {
      slots.add(ids(feature, row, missing, vocabulary, unknown));
    }
    return slots;
  }

  private Slot ids(
      Feature feature, List<Object> row, long missing, Set<Long> vocabulary, long unknown) {
    List<Long> keys = keys(feature, row);
    List<Double> factors = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (feature.transform().vocabularyLimits().isLimited() && !vocabulary.contains(keys.get(i))) {
        keys.set(i, unknown);
      }
    }
    Pooling pooling = Pooling.MEAN;
    if (feature.transform() instanceof Transform.Bag bag) {
      pooling = bag.pooling();
      factors.addAll(bag.weighted() ? weights(feature, row) : keys.stream().map(k -> 1.0).toList());
    } else {
      keys.forEach(key -> factors.add(1.0));
    }
    if (keys.isEmpty()) {
      keys.add(missing);
      factors.clear();
      factors.add(1.0);
    }
    double sum = factors.stream().mapToDouble(Math::abs).sum();
    if (pooling == Pooling.MEAN && sum > 0) {
      factors.replaceAll(factor -> factor / sum);
    }
    return new Slot(keys, factors, pooling == Pooling.MAX);
  }

  /** The keys of the values that are there. */
  private List<Long> keys(Feature feature, List<Object> row) {
    long salt = salt(feature.table());
    if (!(feature.transform() instanceof Transform.Cross)) {
      List<Long> keys = values(value(feature.columns().get(0), row), salt);
      return new ArrayList<>(keys.isEmpty() ? values(constant(feature), salt) : keys);
    }
    List<Long> keys = new ArrayList<>(List.of(salt));
    for (String column : feature.columns()) {
      List<Long> longer = new ArrayList<>();
      for (long before : keys) {
        for (long key : values(value(column, row), salt(column))) {
          longer.add(hash(eight(key), before));
        }
      }
      keys = longer;
    }
    return keys;
  }

  /** The value that counts where a category is missing; null where there is none. */
  private Object constant(Feature feature) {
    if (!(feature.transform() instanceof Transform.Category category)
        || category.missing().policy() == MissingCategory.Policy.OWN_ROW) {
      return null;
    }
    String text = category.missing().constant();
    return switch (schema.columnsOf(feature).get(0).type()) {
      case BOOLEAN -> text.equals("true");
      case INTEGRAL -> Long.valueOf(text);
      case NUMBER -> Double.valueOf(text);
      default -> text;
    };
  }

  private List<Double> weights(Feature feature, List<Object> row) {
    List<?> elements = list(value(feature.columns().get(0), row));
    List<?> weights = list(value(feature.columns().get(1), row));
    List<Double> found = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i) != null) {
        Object weight = i < weights.size() ? weights.get(i) : null;
        double number = weight == null ? 1 : ((Number) weight).doubleValue();
        found.add(Double.isFinite(number) ? number : 1);
      }
    }
    return found;
  }

  private Set<Long> vocabulary(Feature feature) {
    Map<Long, Integer> counts = new HashMap<>();
    for (List<Object> row : training) {
      keys(feature, row).forEach(key -> counts.merge(key, 1, Integer::sum));
    }
    Vocabulary limits = feature.transform().vocabularyLimits();
    Comparator<Map.Entry<Long, Integer>> order =
        Comparator.comparing((Map.Entry<Long, Integer> e) -> -e.getValue())
            .thenComparing(Map.Entry::getKey, Long::compareUnsigned);
    Set<Long> kept = new HashSet<>();
    counts.entrySet().stream()
        .filter(e -> e.getValue() >= limits.minCount())
        .sorted(order)
        .limit(limits.maxSize() == 0 ? Long.MAX_VALUE : limits.maxSize())
        .forEach(e -> kept.add(e.getKey()));
    return kept;
  }

  private List<Slot> cut(
      Feature feature, List<List<Object>> rows, List<Double> boundaries, long salt, long missing) {
    List<Slot> slots = new ArrayList<>();
    for (double value : numbers(feature, rows)) {
      long bucket = boundaries.stream().filter(boundary -> boundary <= value).count();
      long key = Double.isNaN(value) ? missing : hash(eight(bucket), salt);
      slots.add(new Slot(List.of(key), List.of(1.0), false));
    }
    return slots;
  }

  private List<Double> quantiles(Feature feature, int count) {
    double[] sorted =
        numbers(feature, training).stream()
            .filter(x -> !Double.isNaN(x))
            .mapToDouble(x -> x)
            .sorted()
            .toArray();
    List<Double> boundaries = new ArrayList<>();
    for (int part = 1; part < count; part++) {
      double boundary = sorted[(int) ((long) part * sorted.length / count)];
      if (boundary > sorted[0] && !boundaries.contains(boundary)) {
        boundaries.add(boundary);
      }
    }
    return boundaries;
  }

  private static Slot slot(
      Transform.Number transform, Fit fit, long salt, long missing, double value) {
    double number = value;
    if (Double.isNaN(value)) {
      switch (transform.missing().policy()) {
        case OWN_ROW -> {
          return new Slot(List.of(missing), List.of(1.0), false);
        }
        case CONSTANT -> number = transform.missing().constant();
        case MEAN -> {
          return new Slot(List.of(hash(new byte[0], salt)), List.of(fit.scaled(fit.mean)), false);
        }
      }
    }
    double factor = fit.scaled(fit.seen(number));
    return new Slot(List.of(hash(new byte[0], salt)), List.of(factor), false);
  }

  /** A fitted scale. */
  private static final class Fit {
    private final Scaling scaling;
    private final double mean;
    private final double deviation;
    private final double min;
    private final double max;

    Fit(Scaling scaling, List<Double> values) {
      this.scaling = scaling;
      double[] seen =
          values.stream().filter(x -> !Double.isNaN(x)).mapToDouble(this::seen).toArray();
      mean = Arrays.stream(seen).average().orElse(0);
      deviation =
          Math.sqrt(Arrays.stream(seen).map(x -> (x - mean) * (x - mean)).average().orElse(0));
      min = Arrays.stream(seen).min().orElse(0);
      max = Arrays.stream(seen).max().orElse(0);
    }

    private double seen(double value) {
      return scaling == Scaling.LOG ? Math.signum(value) * Math.log(1 + Math.abs(value)) : value;
    }

    private double scaled(double seen) {
      return switch (scaling) {
        case NONE -> seen;
        case STANDARD, LOG -> (seen - mean) / deviation;
        case MIN_MAX -> (seen - min) / (max - min);
      };
    }
  }

  /** NaN where there is none that is finite. */
  private List<Double> numbers(Feature feature, List<List<Object>> rows) {
    List<Double> numbers = new ArrayList<>();
    for (List<Object> row : rows) {
      Object value = value(feature.columns().get(0), row);
      double number = value == null ? Double.NaN : ((Number) value).doubleValue();
      numbers.add(Double.isFinite(number) ? number : missingNumber(feature.transform()));
    }
    return numbers;
  }

  private static double missingNumber(Transform transform) {
    MissingNumber missing = MissingNumber.OWN_ROW;
    if (transform instanceof Transform.Buckets buckets) {
      missing = buckets.missing();
    } else if (transform instanceof Transform.Quantiles quantiles) {
      missing = quantiles.missing();
    }
    return missing.policy() == MissingNumber.Policy.CONSTANT ? missing.constant() : Double.NaN;
  }

  private Object value(String column, List<Object> row) {
    List<String> names = schema.columns().stream().map(InputColumn::name).toList();
    return row.get(names.indexOf(column));
  }

  private static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }

  private static List<Long> values(Object value, long salt) {
    List<?> elements = value instanceof List<?> list ? list : Arrays.asList(value);
    return elements.stream()
        .filter(e -> e != null && !(e instanceof Double number && number.isNaN()))
        .map(e -> hash(bytes(e), salt))
        .toList();
  }

  private static byte[] bytes(Object value) {
    if (value instanceof String text) {
      return text.getBytes(UTF_8);
    }
    if (value instanceof Boolean truth) {
      return eight(truth ? 1 : 0);
    }
    return value instanceof Double number
        ? eight(Double.doubleToLongBits(number == 0 ? 0.0 : number))
        : eight((Long) value);
  }

  private static byte[] eight(long bits) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
  }

  private static long salt(String name) {
    return hash(name.getBytes(UTF_8), 0);
  }

  private static long hash(byte[] bytes, long seed) {
    return ReferenceXxHash.hash(bytes, seed);
  }
}

package io.quern.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** One feature of a stored version: from the values of a row's columns to the value of its slot. */
final class StoredFeature {
  private static final XXHash64 XX_HASH = XXHashFactory.safeInstance().hash64();
  private static final long MISSING = 0x9E3779B97F4A7C15L;
  private static final long OUT_OF_VOCABULARY = 0xD6E8FEB86659FD93L;
  private static final byte[] NO_BYTES = {};
  private static final double FARTHEST = 1e6;

  private final StoredVersion version;
  private final JsonNode feature;
  private final JsonNode transform;
  private final long salt;
  private final int dim;
  private final List<String> columns = new ArrayList<>();
  private final Optional<Set<Long>> vocabulary;

  /**
   * @param position among the features of the file
   */
  StoredFeature(StoredVersion version, JsonNode feature, int position) throws IOException {
    this.version = version;
    this.feature = feature;
    transform = feature.get("transform");
    salt = hash(feature.get("table").asText().getBytes(UTF_8), 0);
    dim = version.dim(feature);
    feature.get("columns").forEach(column -> columns.add(column.asText()));
    boolean limited = feature.get("vocabulary").get("limited").asBoolean();
    vocabulary = limited ? Optional.of(version.vocabulary(position)) : Optional.empty();
  }

  String name() {
    return feature.get("name").asText();
  }

  /** {@code CATEGORY}, {@code NUMBER} or {@code BAG}. */
  String kind() {
    return feature.get("kind").asText();
  }

  /**
   * @param row values by column: null, a String, Boolean, Number, or a List of them
   * @return 1 + embeddingDim numbers
   */
  double[] slot(Function<String, Object> row) {
    Object first = row.apply(columns.get(0));
    return switch (transform.get("function").asText()) {
      case "CATEGORY" -> pooled(category(first), ones(), "MEAN");
      case "CROSS" -> pooled(combinations(row), ones(), "MEAN");
      case "BAG" -> pooled(keys(first, salt), weights(row), transform.get("pooling").asText());
      case "BUCKETS" -> bucket((Number) first, transform.get("boundaries"));
      case "QUANTILES" -> bucket((Number) first, feature.get("boundaries"));
      case "NUMBER", "QUANTITY" -> number((Number) first);
      default -> throw new AssertionError(transform);
    };
  }

  private double[] missing() {
    return row(hash(NO_BYTES, salt ^ MISSING));
  }

  private double[] row(long key) {
    return version.row(key, dim);
  }

  /** What counts where a category is missing; null where that is nothing. */
  private Object constant() {
    JsonNode missing = transform.get("missing");
    String text = missing.get("constant").asText();
    if (!missing.get("policy").asText().equals("CONSTANT")) {
      return null;
    }
    return switch (version.type(columns.get(0))) {
      case "BOOLEAN" -> Boolean.valueOf(text);
      case "INTEGRAL" -> Long.valueOf(text);
      case "NUMBER" -> Double.valueOf(text);
      default -> text;
    };
  }

  /** NaN where there is none that is finite. */
  private static double finite(Number value) {
    return value != null && Double.isFinite(value.doubleValue()) ? value.doubleValue() : Double.NaN;
  }

  private List<Long> category(Object value) {
    List<Long> keys = keys(value, salt);
    return keys.isEmpty() ? keys(constant(), salt) : keys;
  }

  private double[] bucket(Number value, JsonNode boundaries) {
    double number = finite(value);
    if (Double.isNaN(number)) {
      if (!transform.at("/missing/policy").asText().equals("CONSTANT")) {
        return missing();
      }
      number = transform.at("/missing/constant").asDouble();
    }
    long bucket = 0;
    for (JsonNode boundary : boundaries) {
      bucket += boundary.asDouble() <= number ? 1 : 0;
    }
    return row(key(bucket, salt));
  }

  private double[] number(Number value) {
    double number = finite(value);
    String missing = transform.at("/missing/policy").asText("OWN_ROW");
    if (Double.isNaN(number) && missing.equals("OWN_ROW")) {
      return missing();
    }
    double seen = feature.at("/statistics/mean").asDouble();
    if (!Double.isNaN(number) || missing.equals("CONSTANT")) {
      seen = seen(Double.isNaN(number) ? transform.at("/missing/constant").asDouble() : number);
    }
    double[] slot = new double[version.width()];
    add(slot, scaled(seen), row(hash(NO_BYTES, salt)));
    return slot;
  }

  private double seen(double number) {
    return scaling().equals("LOG") ? Math.signum(number) * Math.log1p(Math.abs(number)) : number;
  }

  /** A quantity has none: it is always logarithmic. */
  private String scaling() {
    return transform.path("scaling").asText("LOG");
  }

  private double scaled(double seen) {
    JsonNode statistics = feature.get("statistics");
    double min = statistics.get("min").asDouble();
    String scaling = scaling();
    if (scaling.equals("NONE")) {
      return Math.max(-1e30, Math.min(1e30, seen));
    }
    boolean range = scaling.equals("MIN_MAX");
    double from = range ? min : statistics.get("mean").asDouble();
    double spread =
        range
            ? statistics.get("max").asDouble() - min
            : statistics.get("standardDeviation").asDouble();
    return Math.max(-FARTHEST, Math.min(FARTHEST, (seen - from) / (spread == 0 ? 1 : spread)));
  }

  private static List<Double> ones() {
    return Collections.nCopies(1 << 10, 1.0);
  }

  /** Of the elements that are there. */
  private List<Double> weights(Function<String, Object> row) {
    if (columns.size() == 1) {
      return ones();
    }
    List<?> elements = list(row.apply(columns.get(0)));
    List<?> given = list(row.apply(columns.get(1)));
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      double weight = i < given.size() ? finite((Number) given.get(i)) : Double.NaN;
      if (elements.get(i) != null) {
        weights.add(Double.isNaN(weight) ? 1 : Math.max(-FARTHEST, Math.min(FARTHEST, weight)));
      }
    }
    return weights;
  }

  private List<Long> combinations(Function<String, Object> row) {
    List<Long> combined = List.of(salt);
    for (String column : columns) {
      List<Long> longer = new ArrayList<>();
      for (long before : combined) {
        for (long key : keys(row.apply(column), hash(column.getBytes(UTF_8), 0))) {
          longer.add(hash(littleEndian(key), before));
        }
      }
      combined = longer;
    }
    return combined;
  }

  private double[] pooled(List<Long> keys, List<Double> weights, String pooling) {
    if (keys.isEmpty()) {
      return missing();
    }
    double sum = 0;
    for (int i = 0; i < keys.size(); i++) {
      sum += Math.abs(weights.get(i));
    }
    double[] slot = new double[version.width()];
    if (pooling.equals("MAX")) {
      Arrays.fill(slot, Double.NEGATIVE_INFINITY);
    }
    for (int i = 0; i < keys.size(); i++) {
      double[] values = row(inVocabulary(keys.get(i)));
      switch (pooling) {
        case "MEAN" -> add(slot, sum == 0 ? 0 : weights.get(i) / sum, values);
        case "SUM" -> add(slot, weights.get(i), values);
        default -> {
          for (int d = 0; d < slot.length; d++) {
            slot[d] = Math.max(slot[d], weights.get(i) * values[d]);
          }
        }
      }
    }
    return slot;
  }

  private long inVocabulary(long key) {
    return vocabulary.isEmpty() || vocabulary.get().contains(key)
        ? key
        : hash(NO_BYTES, hash(name().getBytes(UTF_8), 0) ^ OUT_OF_VOCABULARY);
  }

  private static void add(double[] sum, double factor, double[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * values[i];
    }
  }

  /** Whether training has seen a value. */
  boolean knows(Object value) {
    return version.hasRow(key(value, salt));
  }

  private static List<?> list(Object value) {
    return value == null ? List.of() : (List<?>) value;
  }

  /** The keys of a value, or of an array's elements, that are there. */
  private static List<Long> keys(Object value, long salt) {
    List<?> elements = value instanceof List<?> list ? list : Collections.singletonList(value);
    return elements.stream()
        .filter(e -> e != null && !(e instanceof Double number && number.isNaN()))
        .map(e -> key(e, salt))
        .toList();
  }

  private static long key(Object value, long salt) {
    if (value instanceof String text) {
      return hash(text.getBytes(UTF_8), salt);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (value instanceof Boolean truth) {
      bytes.putLong(truth ? 1 : 0);
    } else if (value instanceof Double number) {
      bytes.putDouble(number == 0 ? 0.0 : number);
    } else {
      bytes.putLong(((Number) value).longValue());
    }
    return hash(bytes.array(), salt);
  }

  private static byte[] littleEndian(long bits) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
  }

  private static long hash(byte[] bytes, long seed) {
    return XX_HASH.hash(bytes, 0, bytes.length, seed);
  }
}

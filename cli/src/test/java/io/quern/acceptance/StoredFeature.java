package io.quern.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** One feature of a stored version: from a value of its column to the value of its slot. */
final class StoredFeature {
  private static final XXHash64 XX_HASH = XXHashFactory.safeInstance().hash64();
  private static final long MISSING = 0x9E3779B97F4A7C15L;
  private static final byte[] NO_BYTES = {};
  private static final double FARTHEST = 1e6;

  private final StoredVersion version;
  private final JsonNode feature;
  private final long salt;

  StoredFeature(StoredVersion version, JsonNode feature) {
    this.version = version;
    this.feature = feature;
    salt = hash(name().getBytes(UTF_8), 0);
  }

  String name() {
    return feature.get("name").asText();
  }

  /** {@code CATEGORY}, {@code NUMBER} or {@code BAG}. */
  String kind() {
    return feature.get("kind").asText();
  }

  /**
   * @param value null, a String, Boolean, Number, or a List of them
   * @return 1 + embeddingDim numbers
   */
  double[] slot(Object value) {
    return switch (kind()) {
      case "CATEGORY" -> isMissing(value) ? missing() : version.row(key(value));
      case "NUMBER" -> number((Number) value);
      case "BAG" -> bag((List<?>) value);
      default -> throw new AssertionError(kind());
    };
  }

  private static boolean isMissing(Object value) {
    return value == null || (value instanceof Double number && number.isNaN());
  }

  private double[] missing() {
    return version.row(hash(NO_BYTES, salt ^ MISSING));
  }

  private double[] number(Number value) {
    if (value == null || !Double.isFinite(value.doubleValue())) {
      return missing();
    }
    JsonNode statistics = feature.get("statistics");
    double deviation = statistics.get("standardDeviation").asDouble();
    double distance = value.doubleValue() - statistics.get("mean").asDouble();
    double z = distance / (deviation == 0 ? 1 : deviation);
    double[] slot = new double[version.width()];
    add(slot, Math.max(-FARTHEST, Math.min(FARTHEST, z)), version.row(hash(NO_BYTES, salt)));
    return slot;
  }

  private double[] bag(List<?> elements) {
    List<?> present =
        elements == null ? List.of() : elements.stream().filter(Objects::nonNull).toList();
    if (present.isEmpty()) {
      return missing();
    }
    double[] slot = new double[version.width()];
    for (Object element : present) {
      add(slot, 1.0 / present.size(), version.row(key(element)));
    }
    return slot;
  }

  private static void add(double[] sum, double factor, double[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * values[i];
    }
  }

  /** Whether training has seen a value. */
  boolean knows(Object value) {
    return version.hasRow(key(value));
  }

  private long key(Object value) {
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

  private static long hash(byte[] bytes, long seed) {
    return XX_HASH.hash(bytes, 0, bytes.length, seed);
  }
}

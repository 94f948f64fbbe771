package io.quern.model.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quern.model.feature.ReferenceXxHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A reader of saved models of columns that no function names, written from docs/model-bundle.md
 * alone: none of the classes under test, plain maps, double precision.
 */
final class ReferenceModel {
  private final List<JsonNode> features = new ArrayList<>();
  private final Map<Long, double[]> rows = new HashMap<>();
  private final double bias;
  private final int dim;

  ReferenceModel(Path version) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode manifest = json.readTree(version.resolve("manifest.json").toFile());
    dim = manifest.at("/network/embeddingDim").asInt();
    for (JsonNode file : manifest.get("files")) {
      byte[] bytes = Files.readAllBytes(version.resolve(file.get("name").asText()));
      CRC32C checksum = new CRC32C();
      checksum.update(bytes);
      if (bytes.length != file.get("size").asLong()
          || checksum.getValue() != Long.parseLong(file.get("crc32c").asText(), 16)) {
        throw new AssertionError(file);
      }
      if (file.get("name").asText().startsWith("sparse/")) {
        readShard(littleEndian(bytes));
      }
    }
    json.readTree(version.resolve("feature-map/features.json").toFile())
        .get("features")
        .forEach(features::add);
    byte[] dense = Files.readAllBytes(version.resolve("dense/parameters.f32"));
    bias = littleEndian(dense).getFloat();
  }

  private void readShard(ByteBuffer file) {
    byte[] magic = new byte[8];
    file.get(magic);
    int format = file.getInt();
    int width = file.getInt();
    if (!new String(magic, UTF_8).equals("QUERNROW") || format != 1 || width != 1 + dim) {
      throw new AssertionError("header");
    }
    while (file.hasRemaining()) {
      long key = file.getLong();
      double[] row = new double[width];
      for (int i = 0; i < width; i++) {
        row[i] = file.getFloat();
      }
      rows.put(key, row);
    }
  }

  double score(List<Object> values) {
    List<double[]> slots = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      slots.add(slot(features.get(i), values.get(i)));
    }
    double logit = bias + slots.stream().mapToDouble(slot -> slot[0]).sum();
    for (int f = 0; f < slots.size(); f++) {
      for (int g = f + 1; g < slots.size(); g++) {
        for (int d = 1; d <= dim; d++) {
          logit += slots.get(f)[d] * slots.get(g)[d];
        }
      }
    }
    return 1 / (1 + Math.exp(-logit));
  }

  private double[] slot(JsonNode feature, Object value) {
    long salt = ReferenceXxHash.hash(feature.get("name").asText().getBytes(UTF_8), 0);
    double[] missing = row(ReferenceXxHash.hash(new byte[0], salt ^ 0x9E3779B97F4A7C15L));
    return switch (feature.get("kind").asText()) {
      case "CATEGORY" -> isNaN(value) || value == null ? missing : row(key(salt, value));
      case "NUMBER" -> {
        if (value == null || !Double.isFinite(((Number) value).doubleValue())) {
          yield missing;
        }
        JsonNode statistics = feature.get("statistics");
        double deviation = statistics.get("standardDeviation").asDouble();
        double x =
            (((Number) value).doubleValue() - statistics.get("mean").asDouble())
                / (deviation == 0 ? 1 : deviation);
        double[] row = row(ReferenceXxHash.hash(new byte[0], salt)).clone();
        for (int i = 0; i < row.length; i++) {
          row[i] *= (float) Math.max(-1e6, Math.min(1e6, x));
        }
        yield row;
      }
      default -> {
        List<?> elements = value == null ? List.of() : (List<?>) value;
        List<?> present = elements.stream().filter(element -> element != null).toList();
        double[] mean = new double[1 + dim];
        for (Object element : present) {
          double[] row = row(key(salt, element));
          for (int i = 0; i <= dim; i++) {
            mean[i] += row[i] * (1f / present.size());
          }
        }
        yield present.isEmpty() ? missing : mean;
      }
    };
  }

  private double[] row(long key) {
    return rows.getOrDefault(key, new double[1 + dim]);
  }

  private static boolean isNaN(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static long key(long salt, Object value) {
    if (value instanceof String text) {
      return ReferenceXxHash.hash(text.getBytes(UTF_8), salt);
    }
    ByteBuffer bytes = littleEndian(new byte[8]);
    if (value instanceof Boolean b) {
      bytes.putLong(b ? 1 : 0);
    } else if (value instanceof Double number) {
      bytes.putDouble(number == 0 ? 0.0 : number);
    } else {
      bytes.putLong((Long) value);
    }
    return ReferenceXxHash.hash(bytes.array(), salt);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

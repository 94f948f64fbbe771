package io.quern.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The files of one version of a model, read from docs/model-bundle.md alone: plain maps and double
 * precision, everything checked that the page says can be relied on.
 */
final class StoredVersion {
  private static final int HEADER_BYTES = 16;

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;
  private final JsonNode manifest;
  private final Map<Long, double[]> rows = new HashMap<>();

  /** By floats of a row: the greatest key so far. */
  private final Map<Integer, Long> last = new HashMap<>();

  /** Floats that rows may have. */
  private final Set<Integer> widths = new HashSet<>();

  StoredVersion(Path folder) throws IOException {
    this.folder = folder;
    manifest = json("manifest.json");
    require(manifest.get("format").asText().equals("quern-model"), "format");
    require(manifest.get("formatVersion").asInt() == 1, "formatVersion");
    for (JsonNode feature : features()) {
      widths.add(1 + vectors() * dim(feature));
    }
    List<String> shards = new ArrayList<>();
    for (JsonNode file : manifest.get("files")) {
      String name = file.get("name").asText();
      verify(file, Files.readAllBytes(folder.resolve(name)));
      if (name.startsWith("sparse/")) {
        shards.add(name);
      }
    }
    shards.sort(null);
    for (String shard : shards) {
      readShard(littleEndian(Files.readAllBytes(folder.resolve(shard))));
    }
  }

  private JsonNode json(String name) throws IOException {
    return json.readTree(folder.resolve(name).toFile());
  }

  private static void verify(JsonNode file, byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    require(bytes.length == file.get("size").asLong(), "size of " + file);
    require("%08x".formatted(checksum.getValue()).equals(file.get("crc32c").asText()), "" + file);
  }

  private void readShard(ByteBuffer file) {
    byte[] magic = new byte[8];
    file.get(magic);
    require(new String(magic, US_ASCII).equals("QUERNROW"), "magic");
    require(file.getInt() == 1, "format of the file");
    int width = file.getInt();
    require(widths.contains(width), "width");
    require((file.limit() - HEADER_BYTES) % (8 + 4 * width) == 0, "length");
    while (file.hasRemaining()) {
      long key = file.getLong();
      Long before = last.put(width, key);
      require(before == null || Long.compareUnsigned(before, key) < 0, "order of keys");
      require(rows.put(key, floats(file, width)) == null, "one row of a key");
    }
  }

  private static double[] floats(ByteBuffer from, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = from.getFloat();
    }
    return values;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("Not as docs/model-bundle.md says: " + what);
    }
  }

  JsonNode network() {
    return manifest.get("network");
  }

  /** How many vectors a row has. */
  private int vectors() {
    int embeddingDim = network().get("embeddingDim").asInt();
    return embeddingDim == 0 ? 0 : embeddingDim / length();
  }

  /** Of each vector that the network sees. */
  private int length() {
    int embeddingDim = network().get("embeddingDim").asInt();
    return network().get("options").path("embeddingDim").asInt(embeddingDim);
  }

  /** Of each vector in the rows of a feature. */
  int dim(JsonNode feature) {
    int dim = feature.get("dim").asInt();
    return dim == 0 ? length() : dim;
  }

  /** Floats of a row as the network sees it: 1 + embeddingDim. */
  int width() {
    return 1 + network().get("embeddingDim").asInt();
  }

  boolean hasRow(long key) {
    return rows.containsKey(key);
  }

  /**
   * Linear weight and embedding of a key as the network sees them, zeros where there is none.
   *
   * @param dim of the feature's vectors
   */
  double[] row(long key, int dim) {
    double[] row = new double[width()];
    double[] stored = rows.get(key);
    if (stored != null) {
      require(stored.length == 1 + vectors() * dim, "width of a feature's row");
      row[0] = stored[0];
      for (int i = 1; i < stored.length; i++) {
        int vector = (i - 1) / dim;
        row[1 + vector * length() + (i - 1) % dim] = stored[i];
      }
    }
    return row;
  }

  /** In the order of the signature. */
  List<JsonNode> features() throws IOException {
    List<JsonNode> features = new ArrayList<>();
    json("feature-map/features.json").get("features").forEach(features::add);
    return features;
  }

  /** Of a column of the signature. */
  String type(String column) {
    for (JsonNode input : manifest.get("signature")) {
      if (input.get("name").asText().equals(column)) {
        return input.get("type").asText();
      }
    }
    throw new AssertionError(column);
  }

  /** The keys that a feature's vocabulary keeps. */
  Set<Long> vocabulary(int position) throws IOException {
    String name = "feature-map/vocabulary-%05d.keys".formatted(position);
    ByteBuffer file = littleEndian(Files.readAllBytes(folder.resolve(name)));
    byte[] magic = new byte[8];
    file.get(magic);
    require(new String(magic, US_ASCII).equals("QUERNKEY"), "magic");
    require(file.getLong() == file.remaining() / 8 && file.remaining() % 8 == 0, "length");
    Set<Long> keys = new HashSet<>();
    long before = 0;
    while (file.hasRemaining()) {
      long key = file.getLong();
      require(keys.isEmpty() || Long.compareUnsigned(before, key) < 0, "order of keys");
      keys.add(key);
      before = key;
    }
    return keys;
  }

  /** Dense parameters by the name of their block. */
  Map<String, double[]> dense() throws IOException {
    ByteBuffer values = littleEndian(Files.readAllBytes(folder.resolve("dense/parameters.f32")));
    Map<String, double[]> blocks = new LinkedHashMap<>();
    for (JsonNode block : json("dense/layout.json").get("blocks")) {
      int size = 1;
      for (JsonNode length : block.get("shape")) {
        size *= length.asInt();
      }
      blocks.put(block.get("name").asText(), floats(values, size));
    }
    require(!values.hasRemaining(), "length of dense/parameters.f32");
    return blocks;
  }

  Path savedModel() {
    return folder.resolve("dense/saved_model");
  }
}

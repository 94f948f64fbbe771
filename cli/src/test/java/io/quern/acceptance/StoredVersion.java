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
  private long last;

  StoredVersion(Path folder) throws IOException {
    this.folder = folder;
    manifest = json("manifest.json");
    require(manifest.get("format").asText().equals("quern-model"), "format");
    require(manifest.get("formatVersion").asInt() == 1, "formatVersion");
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
    require(file.getInt() == width(), "width");
    require((file.limit() - HEADER_BYTES) % (8 + 4 * width()) == 0, "length");
    while (file.hasRemaining()) {
      long key = file.getLong();
      require(isAfterLast(key), "order of keys");
      rows.put(key, floats(file, width()));
      last = key;
    }
  }

  private boolean isAfterLast(long key) {
    return rows.isEmpty() || Long.compareUnsigned(last, key) < 0;
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

  /** 1 + embeddingDim. */
  int width() {
    return 1 + network().get("embeddingDim").asInt();
  }

  boolean hasRow(long key) {
    return rows.containsKey(key);
  }

  /** Linear weight and embedding of a key, zeros where there is none. */
  double[] row(long key) {
    return rows.getOrDefault(key, new double[width()]);
  }

  /** In the order of the signature. */
  List<JsonNode> features() throws IOException {
    List<JsonNode> features = new ArrayList<>();
    json("feature-map/features.json").get("features").forEach(features::add);
    return features;
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

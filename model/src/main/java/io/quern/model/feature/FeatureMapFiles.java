package io.quern.model.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A feature map as files: one of JSON, and one of keys for every limited vocabulary. */
final class FeatureMapFiles {
  private static final String FEATURES = "features.json";
  private static final int HEADER_BYTES = 16;

  /** "QUERNKEY" as its bytes stand in the file, read little-endian. */
  private static final long MAGIC = 0x59454B4E52455551L;

  private FeatureMapFiles() {}

  /** The keys of the feature at that position. */
  private static String vocabulary(int position) {
    return "vocabulary-%05d.keys".formatted(position);
  }

  static Map<String, byte[]> write(FeatureMap map) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(FEATURES, FeatureMapJson.write(map).getBytes(UTF_8));
    for (int i = 0; i < map.fits().size(); i++) {
      FittedVocabulary fitted = map.fits().get(i).vocabulary();
      if (fitted.limited()) {
        files.put(vocabulary(i), bytes(fitted.keys()));
      }
    }
    return files;
  }

  static FeatureMap read(Function<String, byte[]> files) {
    FeatureMap withoutKeys = FeatureMapJson.read(new String(files.apply(FEATURES), UTF_8));
    List<FeatureFit> fits = new ArrayList<>();
    for (int i = 0; i < withoutKeys.fits().size(); i++) {
      FeatureFit fit = withoutKeys.fits().get(i);
      fits.add(fit.vocabulary().limited() ? withKeys(fit, vocabulary(i), files) : fit);
    }
    return new FeatureMap(withoutKeys.schema(), fits);
  }

  private static byte[] bytes(KeySet keys) {
    long size = HEADER_BYTES + (long) keys.size() * Long.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MAGIC).putLong(keys.size());
    for (int rank = 0; rank < keys.size(); rank++) {
      bytes.putLong(keys.get(rank));
    }
    return bytes.array();
  }

  private static FeatureFit withKeys(FeatureFit fit, String name, Function<String, byte[]> files) {
    try {
      return fit.withKeys(keys(name, files));
    } catch (IllegalArgumentException e) {
      throw damaged(name, e.getMessage());
    }
  }

  private static KeySet keys(String name, Function<String, byte[]> files) {
    ByteBuffer bytes = ByteBuffer.wrap(files.apply(name)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() < HEADER_BYTES
        || bytes.getLong(0) != MAGIC
        || bytes.getLong(Long.BYTES) * Long.BYTES != bytes.remaining() - HEADER_BYTES) {
      throw damaged(name, "it does not hold as many keys as it says");
    }
    long[] keys = new long[(bytes.remaining() - HEADER_BYTES) / Long.BYTES];
    bytes.position(HEADER_BYTES).asLongBuffer().get(keys);
    return KeySet.ofAscending(keys);
  }

  private static QuernException damaged(String name, String how) {
    return new QuernException(
        ErrorCode.MODEL, "The vocabulary '%s' cannot be read: %s".formatted(name, how));
  }
}

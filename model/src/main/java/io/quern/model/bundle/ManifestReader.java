package io.quern.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.Path;

/** Reads manifests, and tells foreign, newer and damaged ones apart. */
final class ManifestReader {
  private static final int LIMIT_BYTES = 64 << 20;

  private final Storage storage;
  private final String model;

  ManifestReader(Storage storage, String model) {
    this.storage = storage;
    this.model = model;
  }

  /**
   * @throws QuernException {@code MODEL}, when the file is no manifest of this or an older format
   * @throws FileNotFoundException when there is no such file
   */
  Manifest read(Path file, int version) throws FileNotFoundException {
    try (InputStream in = storage.open(file)) {
      byte[] json = in.readNBytes(LIMIT_BYTES);
      JsonNode tree = BundleJson.tree(json);
      if (!Manifest.FORMAT.equals(tree.path("format").asText())) {
        throw new QuernException(ErrorCode.MODEL, "'" + model + "' is not a Quern model");
      }
      requireKnownFormat(tree.path("formatVersion").asInt(), version);
      return BundleJson.read(json, Manifest.class);
    } catch (FileNotFoundException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new QuernException(
          ErrorCode.MODEL,
          "The manifest of model '%s' version %d cannot be read: %s"
              .formatted(model, version, reason(e)),
          e);
    } catch (IOException e) {
      throw StorageFailures.cannot("read", file, e);
    }
  }

  /** What a record's constructor says, where it was the one to refuse. */
  private static String reason(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException refusal
        ? refusal.getMessage()
        : e.getOriginalMessage();
  }

  private void requireKnownFormat(int format, int version) {
    if (format < 1 || format > Manifest.FORMAT_VERSION) {
      throw new QuernException(
              ErrorCode.MODEL,
              "Model '%s' version %d has format %d; Quern %s reads formats up to %d"
                  .formatted(
                      model, version, format, EngineVersion.current(), Manifest.FORMAT_VERSION))
          .withHint("Read it with the release that wrote it, or a later one.");
    }
  }
}

package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * {@code checkpoint.json}.
 *
 * @param format always {@link #FORMAT}
 * @param formatVersion raised whenever an older release could misread the files
 * @param engineVersion the release that wrote it
 * @param epoch that the checkpoint is behind
 * @param files of the checkpoint, relative to its folder
 * @param staged files of the version in the making, relative to that folder
 * @param content what the training says of itself
 */
record CheckpointDocument(
    String format,
    int formatVersion,
    String engineVersion,
    int epoch,
    List<FileEntry> files,
    List<FileEntry> staged,
    JsonNode content) {
  static final String FORMAT = "quern-checkpoint";
  static final int FORMAT_VERSION = 1;

  CheckpointDocument {
    requireNonNull(format, "format is null");
    requireNonNull(engineVersion, "engineVersion is null");
    requireNonNull(content, "content is null");
    files = List.copyOf(files);
    staged = List.copyOf(staged);
  }

  static CheckpointDocument of(
      int epoch, List<FileEntry> files, List<FileEntry> staged, JsonNode content) {
    return new CheckpointDocument(
        FORMAT, FORMAT_VERSION, EngineVersion.current(), epoch, files, staged, content);
  }
}

package io.quern.model.bundle;

import io.quern.api.QuernException;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Commits a version once more, under the next number. Confined to one thread. */
final class VersionCopy {
  private final ModelRepository model;
  private final BundleVersion source;

  VersionCopy(ModelRepository model, BundleVersion source) {
    this.model = model;
    this.source = source;
  }

  /**
   * Copies file by file, each checked against the manifest, and commits; older versions stay.
   *
   * @return the number of the copy
   * @throws QuernException {@code MODEL}, when the version is damaged
   */
  int commit() {
    BundleStaging staging = model.stage("restore-" + UUID.randomUUID());
    boolean committed = false;
    try {
      source.manifest().files().forEach(file -> copy(file, staging));
      staging.writeManifest(source.manifest());
      int version = model.commit(staging, true);
      committed = true;
      return version;
    } finally {
      if (!committed) {
        staging.discard();
      }
    }
  }

  private void copy(FileEntry file, BundleStaging staging) {
    CRC32C checksum = new CRC32C();
    try (InputStream in = source.open(file);
        StagedOutput out = staging.create(file.name())) {
      byte[] buffer = new byte[1 << 16];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        checksum.update(buffer, 0, length);
        out.write(buffer, 0, length);
      }
    } catch (IOException e) {
      throw StorageFailures.cannot("read", source.file(file), e);
    }
    source.requireChecksum(file, checksum);
  }
}

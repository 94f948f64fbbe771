package io.quern.model.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quern.model.feature.FeatureMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A checkpoint on disk, to go on from. Its large files stay where they are. Immutable. */
public final class SavedCheckpoint {
  private final CheckpointFolder place;
  private final CheckpointDocument document;

  SavedCheckpoint(CheckpointFolder place, CheckpointDocument document) {
    this.place = place;
    this.document = document;
  }

  /** The epoch that it is behind. */
  public int epoch() {
    return place.epoch();
  }

  /** Where it lies. */
  public CheckpointFolder place() {
    return place;
  }

  /**
   * What the training has said of itself.
   *
   * @throws io.quern.api.QuernException {@code MODEL}, when that is no {@code type}
   */
  public <T> T content(Class<T> type) {
    try {
      return BundleJson.read(document.content(), type);
    } catch (JsonProcessingException e) {
      throw place.damaged("'%s' cannot be read".formatted(BundleFiles.CHECKPOINT));
    }
  }

  /** What the parameter servers have saved, by server. */
  public CheckedFiles states() {
    return files(
        document.files().stream().filter(file -> BundleFiles.isState(file.name())).toList());
  }

  /** The features as the training has fitted them. */
  public FeatureMap featureMap() {
    return FeatureMap.read(name -> read(BundleFiles.FEATURE_MAP + name));
  }

  /** The dense parameters that belong to {@link #staged}; only where that has files. */
  public DenseParameters denseParameters() {
    return DenseParameters.read(this::read, "checkpoint '%s'".formatted(place.folder()));
  }

  /**
   * Files of the version in the making, by the names they have now: a commit that was cut short has
   * given some of them their plain names.
   */
  public List<FileEntry> staged() {
    return document.staged().stream().map(this::found).toList();
  }

  private FileEntry found(FileEntry file) {
    Path bundle = BundleStaging.in(place.runFolder());
    boolean asWritten = place.storage().exists(new Path(bundle, file.name()));
    return asWritten ? file : file.renamed(StagedFiles.plainName(file.name()));
  }

  void requireSizes() {
    place.requireSizes(place.folder(), document.files());
    place.requireSizes(BundleStaging.in(place.runFolder()), staged());
  }

  private byte[] read(String name) {
    AtomicReference<byte[]> content = new AtomicReference<>();
    files(document.files().stream().filter(file -> file.name().equals(name)).toList())
        .readAll(place.storage(), in -> content.set(in.readAllBytes()));
    if (content.get() == null) {
      throw place.damaged("'%s' is missing".formatted(name));
    }
    return content.get();
  }

  private CheckedFiles files(List<FileEntry> files) {
    return new CheckedFiles(
        "checkpoint '%s'".formatted(place.folder()), place.folder().toString(), files);
  }

  SavedCheckpoint movedTo(Path runFolder) {
    return new SavedCheckpoint(place.movedTo(runFolder), document);
  }

  /** Removes what a run has left beside its checkpoint. */
  void tidy() {
    CheckpointFolder.tidy(place.storage(), place.runFolder(), epoch());
    Path bundle = BundleStaging.in(place.runFolder());
    List<String> kept = staged().stream().map(FileEntry::name).toList();
    for (FileStatus file : place.storage().listAll(bundle)) {
      if (!kept.contains(bundle.toUri().relativize(file.getPath().toUri()).getPath())) {
        place.storage().delete(file.getPath());
      }
    }
  }
}

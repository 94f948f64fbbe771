package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that a model's versions have: {@code prod} and the like. A tag names one version at a time;
 * a version may have several. Thread-safe.
 *
 * <p>All tags together are one state, {@code <path>/tags/<generation>/tags.json}, the highest
 * generation the one in force. A change is a folder of the next generation, published by the rename
 * that publishes versions: readers see the tags before or after it, and of two changes at a time
 * one is refused and made again on top of the other.
 */
public final class VersionTags {
  private static final Logger LOG = LoggerFactory.getLogger(VersionTags.class);
  private static final String FILE = "tags.json";
  private static final int MAX_LISTINGS = 20;

  private final ModelRepository model;
  private final Storage storage;
  private final Path folder;
  private final Path staging;

  /** What {@code tags.json} holds. */
  record Document(Map<String, Integer> tags) {}

  /** The tags of one generation; 0 for none yet. */
  private record State(int generation, SortedMap<String, Integer> tags) {}

  VersionTags(ModelRepository model, Storage storage, Path folder, Path staging) {
    this.model = model;
    this.storage = storage;
    this.folder = folder;
    this.staging = staging;
  }

  /** Versions by tag. */
  public SortedMap<String, Integer> all() {
    return read().tags();
  }

  /** The tags of a version, in alphabetical order. */
  public List<String> of(int version) {
    return all().entrySet().stream()
        .filter(tag -> tag.getValue() == version)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The version that a tag names.
   *
   * @throws QuernException {@code MODEL}, when no version has it
   */
  public int version(String tag) {
    SortedMap<String, Integer> tags = all();
    OptionalInt version =
        tags.containsKey(tag) ? OptionalInt.of(tags.get(tag)) : OptionalInt.empty();
    return version.orElseThrow(() -> unknown(tag, tags));
  }

  private QuernException unknown(String tag, SortedMap<String, Integer> tags) {
    if (model.newest().isEmpty()) {
      return model.noModel();
    }
    QuernException error =
        new QuernException(
            ErrorCode.MODEL, "Model '%s' has no tag '%s'".formatted(model.name(), tag));
    if (tags.isEmpty()) {
      return error.withHint("None of its versions is tagged; see TAG MODEL.");
    }
    String list =
        tags.entrySet().stream()
            .map(entry -> "%s (version %d)".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return error.withHint(
        NearestName.hint(tag, tags.keySet()).map(hint -> hint + " ").orElse("")
            + "Its tags: "
            + list
            + ".");
  }

  /**
   * Gives a version a tag, and takes it from the version that had it.
   *
   * @param tag within {@link WantedVersion#isTag}
   * @throws QuernException {@code MODEL}, when there is no such version
   */
  public void set(String tag, int version) {
    Optional<Integer> before = Optional.ofNullable(all().get(tag));
    do {
      model.requireVersion(version);
      change(tags -> put(tags, tag, version));
    } while (!isThere(version, tag, before));
  }

  /**
   * Takes the tag back where the version was dropped meanwhile, by one who had not seen the tag.
   */
  private boolean isThere(int version, String tag, Optional<Integer> before) {
    if (model.isComplete(version)) {
      return true;
    }
    change(tags -> before.isPresent() ? put(tags, tag, before.get()) : without(tags, tag));
    return false;
  }

  /**
   * Takes a tag away.
   *
   * @throws QuernException {@code MODEL}, when no version has it
   */
  public void remove(String tag) {
    version(tag);
    change(tags -> without(tags, tag));
  }

  private static SortedMap<String, Integer> put(
      SortedMap<String, Integer> tags, String tag, int version) {
    SortedMap<String, Integer> changed = new TreeMap<>(tags);
    changed.put(tag, version);
    return changed;
  }

  private static SortedMap<String, Integer> without(SortedMap<String, Integer> tags, String tag) {
    SortedMap<String, Integer> changed = new TreeMap<>(tags);
    changed.remove(tag);
    return changed;
  }

  private void change(UnaryOperator<SortedMap<String, Integer>> change) {
    State before;
    do {
      before = read();
    } while (!publish(new State(before.generation() + 1, change.apply(before.tags())))
        || newestGeneration() > before.generation() + 1);
    removeBefore(before.generation() + 1);
  }

  private boolean publish(State state) {
    Path staged = new Path(staging, "tags-" + UUID.randomUUID());
    Path target = generation(state.generation());
    storage.createFolder(staged);
    boolean published = false;
    try (StagedOutput out = new StagedOutput(storage, staged, FILE, entry -> {})) {
      byte[] json = BundleJson.write(new Document(state.tags()));
      out.write(json, 0, json.length);
      out.close();
      storage.createFolder(folder);
      published = storage.folders().rename(staged, target) == FolderRename.Outcome.MOVED;
      return published;
    } catch (IOException e) {
      throw StorageFailures.cannot("write", target, e);
    } finally {
      if (!published) {
        storage.delete(staged);
      }
    }
  }

  private void removeBefore(int generation) {
    model.numbers(folder).filter(older -> older < generation).forEach(this::removeQuietly);
  }

  /** Nobody reads an older state; what stays is removed with the next change. */
  private void removeQuietly(int older) {
    try {
      storage.delete(generation(older));
    } catch (QuernException e) {
      LOG.debug("Left an older state of the tags: {}", e.getMessage()); // others remove it too
    }
  }

  private State read() {
    while (true) {
      int generation = newestGeneration();
      if (generation == 0) {
        return new State(0, Collections.emptySortedMap());
      }
      try (FSDataInputStream in = storage.open(new Path(generation(generation), FILE))) {
        Document read = BundleJson.read(in.readAllBytes(), Document.class);
        return new State(generation, Collections.unmodifiableSortedMap(new TreeMap<>(read.tags())));
      } catch (FileNotFoundException e) {
        requireReplaced(generation, e);
      } catch (IOException e) {
        throw StorageFailures.cannot("read", new Path(generation(generation), FILE), e);
      }
    }
  }

  /** Only what is replaced, or dropped with the model, is removed. */
  private void requireReplaced(int generation, FileNotFoundException missing) {
    if (newestGeneration() == generation && storage.exists(generation(generation))) {
      throw StorageFailures.cannot("read", new Path(generation(generation), FILE), missing);
    }
  }

  private int newestGeneration() {
    int newest = model.numbers(folder).max().orElse(0);
    // Changes that remove what a listing saw, while it runs, leave it true of no moment.
    for (int again = 0; newest == 0 && again < MAX_LISTINGS && storage.exists(folder); again++) {
      newest = model.numbers(folder).max().orElse(0);
    }
    return newest;
  }

  private Path generation(int number) {
    return new Path(folder, Integer.toString(number));
  }
}

package io.quern.runtime.trainings;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.bundle.SmallFiles;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of a user's trainings: a folder of small files, one record and one curve for each,
 * that every process of the user reads and the process of the training replaces. Of trainings of
 * this process the record is at hand, and is newer than its file. Thread-safe.
 *
 * <p>Failures are {@link QuernException}s: {@code AUTH} or {@code STORAGE}, and {@code NAME} for an
 * unknown id.
 */
public final class TrainingRecords {
  /** Folder of the records; without it {@code .quern/trainings} in the user's home. */
  public static final String FOLDER = "spark.quern.trainings.folder";

  /** The id that stands for the training begun last. */
  public static final String NEWEST = "newest";

  /** Trainings that are kept; of more, those longest unheard of go. */
  static final int KEPT = 100;

  /** What was written so lately may be a training under way, and stays. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRecords.class);
  private static final String HOME = ".quern/trainings";
  private static final Pattern FILE =
      Pattern.compile("(?<id>[A-Za-z0-9._-]+)\\.(?<kind>training|curve|cancel)\\.json");

  private final SmallFiles files;
  private final Clock clock;

  TrainingRecords(SmallFiles files, Clock clock) {
    this.files = requireNonNull(files, "files is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Those of the user, where the application's settings say. */
  public static TrainingRecords of(SparkConf conf, Configuration hadoop) {
    String folder = conf.get(FOLDER, "").strip();
    try {
      Path path =
          folder.isEmpty()
              ? new Path(FileSystem.get(hadoop).getHomeDirectory(), HOME)
              : new Path(folder);
      return new TrainingRecords(SmallFiles.in(path, hadoop), Clock.systemUTC());
    } catch (IllegalArgumentException | IOException e) {
      throw new QuernException(
              ErrorCode.STORAGE, "Cannot reach the records of trainings: " + e.getMessage(), e)
          .withHint("Check setting " + FOLDER);
    }
  }

  /** Where they are. */
  Path folder() {
    return files.folder();
  }

  /** All that are kept, the last begun first. */
  public List<TrainingRecord> all() {
    Map<String, TrainingRecord> found = new HashMap<>();
    idsWritten().forEach(id -> read(id).ifPresent(record -> found.put(id, record)));
    RunningTrainings.in(folder()).forEach(run -> found.put(run.id(), run.record()));
    return found.values().stream()
        .sorted(Comparator.comparing(TrainingRecord::started).reversed())
        .toList();
  }

  private Stream<String> idsWritten() {
    return files.list().stream()
        .map(file -> FILE.matcher(file.name()))
        .filter(file -> file.matches() && file.group("kind").equals("training"))
        .map(file -> file.group("id"));
  }

  /** What one is known of; empty also where a file is damaged, which is worth no failure. */
  private Optional<TrainingRecord> read(String id) {
    try {
      return files
          .read(recordOf(id), TrainingRecord.class)
          .map(record -> record.seen(clock.instant()));
    } catch (QuernException e) {
      LOG.debug("Skipping the record of training {}", id, e);
      return Optional.empty();
    }
  }

  /** One that is known certainly by its whole id. */
  Optional<TrainingRecord> withId(String id) {
    return RunningTrainings.find(id, folder()).map(RunningTraining::record).or(() -> read(id));
  }

  /**
   * The training that is meant.
   *
   * @param id or how it begins, where that is enough to tell it from others; or {@link #NEWEST}
   * @throws QuernException {@code NAME}, where none or several are
   */
  public TrainingRecord find(String id) {
    if (id.equalsIgnoreCase(NEWEST)) {
      return all().stream().findFirst().orElseThrow(() -> unknown(id));
    }
    List<String> matching =
        Stream.concat(idsWritten(), RunningTrainings.in(folder()).stream().map(RunningTraining::id))
            .filter(known -> !id.isEmpty() && known.startsWith(id))
            .distinct()
            .sorted()
            .toList();
    if (matching.size() > 1 && !matching.contains(id)) {
      throw new QuernException(
              ErrorCode.NAME,
              "'%s' is how the ids of %d trainings begin".formatted(id, matching.size()))
          .withHint("Write more of the id: " + String.join(", ", matching));
    }
    return matching.stream().findFirst().flatMap(this::withId).orElseThrow(() -> unknown(id));
  }

  private QuernException unknown(String id) {
    String latest =
        all().stream()
            .limit(3)
            .map(record -> "'%s' (%s)".formatted(record.id(), record.state().word()))
            .collect(Collectors.joining(", "));
    return new QuernException(ErrorCode.NAME, "Training '%s' is not known".formatted(id))
        .withHint(
            latest.isEmpty()
                ? "No training of yours is recorded in '%s'".formatted(folder())
                : "SHOW TRAININGS lists all; the latest: " + latest);
  }

  /** The epochs of a training so far; none where it has not ended one. */
  public List<CurvePoint> curve(TrainingRecord training) {
    return files
        .read(curveOf(training.id()), TrainingCurve.class)
        .map(TrainingCurve::epochs)
        .orElse(List.of());
  }

  /**
   * Ends a training wherever it runs, and waits until it has.
   *
   * @return what is known of it then
   * @throws QuernException {@code NAME}, when it has ended already; {@code CLUSTER}, when its
   *     process does not answer
   */
  public TrainingRecord cancel(TrainingRecord training) {
    return new Cancellation(this, training).run();
  }

  /** Replaces a record; the process of the training does. */
  void write(TrainingRecord record) {
    files.write(recordOf(record.id()), record);
  }

  /** Likewise its curve. */
  void write(String id, TrainingCurve curve) {
    files.write(curveOf(id), curve);
  }

  /** Asks the process of a training to end it. */
  void request(String id, CancelRequest request) {
    files.write(requestOf(id), request);
  }

  /** What was asked of a training, if anything. */
  Optional<CancelRequest> request(String id) {
    return files.read(requestOf(id), CancelRequest.class);
  }

  /** Forgets what was asked. */
  void removeRequest(String id) {
    files.remove(requestOf(id));
  }

  Instant now() {
    return clock.instant();
  }

  /** Removes all but the last {@link #KEPT}, and what writers that crashed have left. */
  void prune() {
    List<SmallFiles.Entry> lastFirst =
        files.list().stream()
            .sorted(Comparator.comparing(SmallFiles.Entry::written).reversed())
            .toList();
    List<String> kept =
        lastFirst.stream()
            .map(file -> FILE.matcher(file.name()))
            .filter(file -> file.matches() && file.group("kind").equals("training"))
            .map(file -> file.group("id"))
            .limit(KEPT)
            .toList();
    Instant young = clock.instant().minus(YOUNG);
    for (SmallFiles.Entry file : lastFirst) {
      Matcher name = FILE.matcher(file.name());
      boolean stays = name.matches() && kept.contains(name.group("id"));
      if (!stays && file.written().isBefore(young)) {
        files.remove(file.name());
      }
    }
  }

  private static String recordOf(String id) {
    return id + ".training.json";
  }

  private static String curveOf(String id) {
    return id + ".curve.json";
  }

  private static String requestOf(String id) {
    return id + ".cancel.json";
  }
}

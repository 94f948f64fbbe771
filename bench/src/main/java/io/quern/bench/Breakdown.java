package io.quern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quern.api.TrainingListener;
import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the time of a statement goes: the driver's phases by the clock, the workers' stages by
 * their own count. Listens to one training at a time.
 */
final class Breakdown implements TrainingListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Phase, Double> phases = new LinkedHashMap<>();
  private Phase current;
  private long since;

  @Override
  public synchronized void onProgress(TrainingProgress progress) {
    long now = System.nanoTime();
    if (current != null) {
      phases.merge(current, (now - since) * 1e-9, Double::sum);
    }
    current = progress.phase();
    since = now;
  }

  /** Prints what the last training of a model took, and forgets it. */
  synchronized void print(Path model) throws IOException {
    phases.remove(Phase.DONE);
    System.out.println("  driver, seconds: " + text(phases));
    System.out.println("  workers, seconds together: " + text(stages(model)));
    phases.clear();
    current = null;
  }

  private static Map<String, Double> stages(Path model) throws IOException {
    Map<String, Double> stages = new LinkedHashMap<>();
    for (String line : Files.readAllLines(newestMetrics(model))) {
      JsonNode seconds = JSON.readTree(line).get("workerSeconds");
      seconds
          .fields()
          .forEachRemaining(
              stage -> stages.merge(stage.getKey(), stage.getValue().asDouble(), Double::sum));
    }
    return stages;
  }

  private static Path newestMetrics(Path model) throws IOException {
    try (Stream<Path> versions = Files.list(model.resolve("versions"))) {
      return versions
          .max(Comparator.comparing(version -> Integer.valueOf(version.getFileName().toString())))
          .orElseThrow()
          .resolve("metrics.ndjson");
    }
  }

  private static String text(Map<?, Double> seconds) {
    List<String> parts =
        seconds.entrySet().stream()
            .map(
                part ->
                    String.format(
                        Locale.ROOT,
                        "%s %.2f",
                        part.getKey().toString().toLowerCase(Locale.ROOT),
                        part.getValue()))
            .toList();
    return String.join(", ", parts);
  }
}

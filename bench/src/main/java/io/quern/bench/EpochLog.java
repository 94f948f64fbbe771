package io.quern.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code metrics.ndjson} of a version says of its epochs, except the first, which inserts the
 * rows: the others read the encoded cache and find them.
 */
public final class EpochLog {
  private final List<JsonNode> epochs = new ArrayList<>();

  private EpochLog() {}

  /**
   * Reads the log of a version of two epochs or more.
   *
   * @param model the folder that the statement named
   */
  public static EpochLog of(Path model, int version) throws IOException {
    EpochLog log = new EpochLog();
    ObjectMapper json = new ObjectMapper();
    for (String line :
        Files.readAllLines(model.resolve("versions/" + version + "/metrics.ndjson"))) {
      log.epochs.add(json.readTree(line));
    }
    return log;
  }

  /** Training rows a second of the later epochs together. */
  public double rowsPerSecond() {
    double rows = 0;
    double seconds = 0;
    for (JsonNode epoch : epochs.subList(1, epochs.size())) {
      rows += epoch.get("rows").asDouble();
      seconds += epoch.get("seconds").asDouble();
    }
    return rows / seconds;
  }

  /** Distinct rows of a batch, all servers together. */
  public double uniqueRows() {
    double rows = 0;
    double pulls = 0;
    for (JsonNode server : last().get("parameterServers")) {
      for (JsonNode worker : server.get("workers")) {
        rows += worker.get("rowsPulled").asDouble();
        pulls += worker.get("pulls").asDouble();
      }
    }
    return rows / pulls * last().get("parameterServers").size();
  }

  /** How much of the workers' reading, pulling and pushing went on beside computing: 0 to 1. */
  public double hidden() {
    double hidden = 0;
    double waited = 0;
    for (JsonNode epoch : epochs.subList(1, epochs.size())) {
      JsonNode seconds = epoch.get("workerSeconds");
      hidden += seconds.get("hidden").asDouble();
      for (String stage : List.of("read", "pull", "push")) {
        waited += seconds.get(stage).asDouble();
      }
    }
    return hidden / (hidden + waited);
  }

  /** Rows of all tables. */
  public long tableRows() {
    return sum("rows");
  }

  /** Bytes off the heap of all tables. */
  public long tableBytes() {
    return sum("bytes");
  }

  private long sum(String property) {
    long sum = 0;
    for (JsonNode server : last().get("parameterServers")) {
      sum += server.get(property).asLong();
    }
    return sum;
  }

  private JsonNode last() {
    return epochs.get(epochs.size() - 1);
  }
}

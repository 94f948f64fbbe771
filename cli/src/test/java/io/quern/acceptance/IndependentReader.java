package io.quern.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Scores rows with a stored LR, FM or DeepFM by docs/model-bundle.md alone, in double precision and
 * with none of the engine's classes.
 */
final class IndependentReader {
  private static final List<String> KINDS = List.of("CATEGORY", "NUMBER", "BAG");

  private final StoredVersion version;
  private final List<StoredFeature> slots = new ArrayList<>();
  private final Map<String, double[]> dense;

  IndependentReader(Path folder) throws IOException {
    version = new StoredVersion(folder);
    dense = version.dense();
    List<JsonNode> features = version.features();
    for (int position = 0; position < features.size(); position++) {
      slots.add(new StoredFeature(version, features.get(position), position));
    }
    slots.sort(Comparator.comparing(feature -> KINDS.indexOf(feature.kind())));
  }

  /** In the order of their slots. */
  List<StoredFeature> features() {
    return slots;
  }

  StoredVersion version() {
    return version;
  }

  /** By slot the linear weight and the embedding of a row, given its values by column. */
  double[][] pooled(Function<String, Object> row) {
    return slots.stream().map(feature -> feature.slot(row)).toArray(double[][]::new);
  }

  double score(Function<String, Object> row) {
    double[][] pooled = pooled(row);
    return 1 / (1 + Math.exp(-logit(pooled)));
  }

  private double logit(double[][] pooled) {
    double linear = Arrays.stream(pooled).mapToDouble(slot -> slot[0]).sum();
    return switch (version.network().get("network").asText()) {
      case "LR" -> bias() + linear;
      case "FM" -> bias() + linear + pairs(pooled);
      case "DeepFM" -> linear + pairs(pooled) + tower().output(embeddings(pooled));
      default -> throw new AssertionError(version.network());
    };
  }

  private double bias() {
    return dense.values().iterator().next()[0];
  }

  private static double pairs(double[][] pooled) {
    double sum = 0;
    for (int f = 0; f < pooled.length; f++) {
      for (int g = f + 1; g < pooled.length; g++) {
        for (int d = 1; d < pooled[f].length; d++) {
          sum += pooled[f][d] * pooled[g][d];
        }
      }
    }
    return sum;
  }

  private static double[] embeddings(double[][] pooled) {
    return Arrays.stream(pooled).flatMapToDouble(slot -> DoubleStream.of(slot).skip(1)).toArray();
  }

  private StoredTower tower() {
    JsonNode options = version.network().get("options");
    return new StoredTower(
        dense,
        options.get("hiddenUnits").asText().split(",").length,
        options.get("batchNorm").asBoolean());
  }
}

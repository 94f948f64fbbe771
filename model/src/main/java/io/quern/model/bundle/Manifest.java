package io.quern.model.bundle;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.InputColumn;
import io.quern.model.network.NetworkSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a version says about itself: {@code manifest.json}. Does not hold the version's number; that
 * is the folder's name.
 *
 * @param format always {@link #FORMAT}
 * @param formatVersion raised whenever an older release could misread the files
 * @param engineVersion the release that wrote it
 * @param algorithm as named in the statement
 * @param signature the columns in the order of positional calls
 * @param options every option with its value, defaults included
 * @param metrics by name; a metric that is not a finite number (the AUC of one class) is left out
 * @param statement as typed
 * @param files all others of the version, by name
 */
public record Manifest(
    String format,
    int formatVersion,
    String engineVersion,
    String algorithm,
    NetworkSpec network,
    List<InputColumn> signature,
    Map<String, String> options,
    Map<String, Double> metrics,
    String statement,
    Lineage lineage,
    List<FileEntry> files) {

  public static final String FORMAT = "quern-model";

  /** What this release writes, and the newest it reads. */
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    requireNonNull(format, "format is null");
    requireNonNull(engineVersion, "engineVersion is null");
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(network, "network is null");
    requireNonNull(statement, "statement is null");
    requireNonNull(lineage, "lineage is null");
    signature = List.copyOf(signature);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    LinkedHashMap<String, Double> finite = new LinkedHashMap<>(metrics);
    finite.values().removeIf(value -> !Double.isFinite(value));
    metrics = Collections.unmodifiableMap(finite);
    files = List.copyOf(files);
  }

  /** A manifest of this release, without files: {@link BundleStaging} knows them. */
  public static Manifest of(
      String algorithm,
      NetworkSpec network,
      List<InputColumn> signature,
      Map<String, String> options,
      Map<String, Double> metrics,
      String statement,
      Lineage lineage) {
    return new Manifest(
        FORMAT,
        FORMAT_VERSION,
        EngineVersion.current(),
        algorithm,
        network,
        signature,
        options,
        metrics,
        statement,
        lineage,
        List.of());
  }

  Manifest withFiles(List<FileEntry> files) {
    return new Manifest(
        format,
        formatVersion,
        engineVersion,
        algorithm,
        network,
        signature,
        options,
        metrics,
        statement,
        lineage,
        files);
  }
}

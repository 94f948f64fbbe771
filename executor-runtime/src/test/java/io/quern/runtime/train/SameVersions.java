package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.FileEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Compares the newest versions of two models. */
final class SameVersions {
  private SameVersions() {}

  /** Every file has the same bytes; the history and what TensorBoard shows may differ in time. */
  static void assertSame(Trainings found, Trainings expected) {
    assertSameFiles(found, expected, BundleFiles.METRICS);
    assertThat(history(found)).isEqualTo(history(expected));
    assertThat(version(found).manifest().metrics())
        .isEqualTo(version(expected).manifest().metrics());
  }

  /** The same weights; what parameter servers tell of themselves may differ. */
  static void assertSameWeights(Trainings found, Trainings expected) {
    assertSameFiles(found, expected, BundleFiles.METRICS);
  }

  private static void assertSameFiles(Trainings found, Trainings expected, String except) {
    assertThat(names(found, except)).isEqualTo(names(expected, except));
    for (String name : names(expected, except)) {
      // SavedModels hold hash maps, written in any order, of the weights compared already.
      if (!name.startsWith(BundleFiles.SAVED_MODEL)) {
        assertThat(version(found).read(name)).as(name).isEqualTo(version(expected).read(name));
      }
    }
  }

  private static List<String> names(Trainings training, String except) {
    return version(training).manifest().files().stream()
        .map(FileEntry::name)
        .filter(name -> !name.equals(except) && !name.startsWith(BundleFiles.TENSORBOARD))
        .toList();
  }

  private static List<ObjectNode> history(Trainings training) {
    byte[] lines = version(training).read(BundleFiles.METRICS);
    return new String(lines, StandardCharsets.UTF_8).lines().map(SameVersions::epoch).toList();
  }

  /** Without the seconds it took, and without the memory that servers happen to have allotted. */
  private static ObjectNode epoch(String line) {
    try {
      ObjectNode epoch = (ObjectNode) new ObjectMapper().readTree(line);
      epoch.remove("seconds");
      epoch.remove("workerSeconds");
      epoch.path("parameterServers").forEach(server -> ((ObjectNode) server).remove("bytes"));
      return epoch;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static BundleVersion version(Trainings training) {
    return training.repository().openNewest();
  }
}

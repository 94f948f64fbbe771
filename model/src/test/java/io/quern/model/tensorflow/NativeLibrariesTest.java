package io.quern.model.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quern.api.QuernException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeLibrariesTest {
  private static final List<String> NAMES =
      List.of("libjnitensorflow.so", "libtensorflow_cc.so.2", "libtensorflow_framework.so.2");

  @TempDir private Path folder;

  @Test
  void unpacksFromAJar() throws IOException {
    Path target = folder.resolve("a/b");
    try (URLClassLoader loader = jar("first")) {
      assertThat(NativeLibraries.in(loader).folder(target)).isEqualTo(target);
    }
    assertHolds(target, "first");
  }

  @Test
  void leavesAloneWhatIsThere() throws IOException {
    Path target = folder.resolve("natives");
    try (URLClassLoader loader = jar("first")) {
      NativeLibraries.in(loader).folder(target);
      FileTime longAgo = FileTime.fromMillis(1_000_000);
      Files.setLastModifiedTime(target.resolve(NAMES.get(1)), longAgo);
      NativeLibraries.in(loader).folder(target);
      assertThat(Files.getLastModifiedTime(target.resolve(NAMES.get(1)))).isEqualTo(longAgo);
    }
  }

  @Test
  void replacesWhatHasAnotherSize() throws IOException {
    Path target = folder.resolve("natives");
    try (URLClassLoader loader = jar("first")) {
      NativeLibraries.in(loader).folder(target);
      Files.writeString(target.resolve(NAMES.get(2)), "cut");
      NativeLibraries.in(loader).folder(target);
    }
    assertHolds(target, "first");
  }

  @Test
  void severalLoadersAtOnceUnpackOnce() throws Exception {
    Path target = folder.resolve("natives");
    try (URLClassLoader one = jar("first");
        URLClassLoader other = new URLClassLoader(one.getURLs(), null)) {
      List<NativeLibraries> all =
          IntStream.range(0, 8)
              .mapToObj(i -> NativeLibraries.in(i % 2 == 0 ? one : other))
              .toList();
      List<Path> folders = all.parallelStream().map(each -> each.folder(target)).toList();
      assertThat(folders).hasSize(8).containsOnly(target);
    }
    assertHolds(target, "first");
  }

  @Test
  void usesFilesInPlace() throws IOException {
    Path root = folder.resolve("classes with blanks");
    Path resources = Files.createDirectories(root.resolve("io/quern/natives/linux-x86_64"));
    for (String name : NAMES) {
      Files.writeString(resources.resolve(name), name);
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, null)) {
      Path found = NativeLibraries.in(loader).folder(folder.resolve("unused"));
      assertThat(found).isEqualTo(resources);
    }
    assertThat(folder.resolve("unused")).doesNotExist();
  }

  @Test
  void saysWhichLibraryIsMissingAndWhatToAdd() throws IOException {
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      assertThatExceptionOfType(QuernException.class)
          .isThrownBy(() -> NativeLibraries.in(empty))
          .satisfies(
              e ->
                  assertThat(e)
                      .hasToString(
                          "ERROR CONFIG: TensorFlow's library 'libjnitensorflow.so' is not on the"
                              + " class path (Add the quern-natives jar beside the Quern jar, for"
                              + " example with --jars)"));
    }
  }

  @Test
  void saysWhereItCannotUnpackAndWhatToSet() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path target = file.resolve("natives");
    try (URLClassLoader loader = jar("first")) {
      assertThatExceptionOfType(QuernException.class)
          .isThrownBy(() -> NativeLibraries.in(loader).folder(target))
          .satisfies(
              e -> {
                assertThat(e.headline())
                    .startsWith("ERROR STORAGE: Cannot unpack TensorFlow into '" + target + "': ");
                assertThat(e.hint())
                    .contains(
                        "Set system property 'quern.natives.dir' to a writable folder with 650 MB"
                            + " free");
              });
    }
  }

  private void assertHolds(Path target, String content) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", NAMES.get(0), NAMES.get(1), NAMES.get(2));
    }
    for (String name : NAMES) {
      assertThat(target.resolve(name)).hasContent(content + name);
    }
  }

  private URLClassLoader jar(String content) throws IOException {
    Path jar = folder.resolve(content + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : NAMES) {
        zip.putNextEntry(new ZipEntry("io/quern/natives/linux-x86_64/" + name));
        zip.write((content + name).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
  }
}

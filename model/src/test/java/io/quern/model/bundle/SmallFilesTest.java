package io.quern.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmallFilesTest {
  private static final int REPLACEMENTS = 40;

  @TempDir Path folder;

  /** Half of it would be of two contents, or no JSON. */
  record Content(int number, List<Integer> copies) {
    static Content of(int number) {
      return new Content(number, IntStream.range(0, 5_000).map(i -> number).boxed().toList());
    }

    boolean isWhole() {
      return copies.size() == 5_000 && copies.stream().allMatch(copy -> copy == number);
    }
  }

  @Test
  void whatIsWrittenIsRead() {
    SmallFiles files = files("new/folder");
    assertThat(files.list()).isEmpty();
    assertThat(files.read("a.json", Content.class)).isEmpty();

    files.write("a.json", Content.of(1));
    files.write("a.json", Content.of(2));

    assertThat(files.read("a.json", Content.class)).contains(Content.of(2));
    assertThat(files.list()).extracting(SmallFiles.Entry::name).containsExactly("a.json");
    files.remove("a.json");
    files.remove("a.json");
    assertThat(files.list()).isEmpty();
  }

  @Test
  void aNewFolderIsItsOwnersAlone() throws Exception {
    files("private").write("a.json", Content.of(1));

    assertThat(Files.getPosixFilePermissions(folder.resolve("private")))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE");
  }

  @Test
  void nobodyReadsHalfAFileWhileItIsReplaced() throws Exception {
    SmallFiles files = files("raced");
    files.write("a.json", Content.of(0));
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> replacing =
          writer.submit(
              () ->
                  IntStream.rangeClosed(1, REPLACEMENTS)
                      .forEach(number -> files.write("a.json", Content.of(number))));
      int last = 0;
      while (last < REPLACEMENTS) {
        Optional<Content> seen = files.read("a.json", Content.class);
        assertThat(seen).isPresent();
        assertThat(seen.get().isWhole()).isTrue();
        assertThat(seen.get().number()).isGreaterThanOrEqualTo(last);
        last = seen.get().number();
      }
      replacing.get();
    } finally {
      writer.shutdownNow();
    }
  }

  @Test
  void aDamagedFileIsNamed() throws Exception {
    Files.writeString(folder.resolve("a.json"), "{\"number\": 1,");

    assertThatThrownBy(() -> files("").read("a.json", Content.class))
        .isInstanceOfSatisfying(
            QuernException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.STORAGE))
        .hasMessageStartingWith("File 'file:%s/a.json' is damaged: ".formatted(folder));
  }

  private SmallFiles files(String name) {
    return SmallFiles.in(
        new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()), new Configuration(false));
  }
}

package io.quern.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.RandomRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedFilesTest {
  private static final Configuration CONF = new Configuration(false);
  private static final int WIDTH = 5;

  private final EncodedRows rows =
      RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(2_000));

  @TempDir Path folder;
  private BundleVersion version;

  @BeforeEach
  void commit() {
    ModelRepository repository =
        new ModelRepository(new org.apache.hadoop.fs.Path(folder.toUri()), CONF);
    repository.commit(TestModels.stage(repository, "run", rows, WIDTH - 1, 1), true);
    version = repository.open(1);
  }

  @Test
  void rowsComeInTheOrderOfTheirKeysAsTheTableHasThem() {
    SparseTable table =
        LocalBundle.of(version, folder.resolve("cache")).openSparseTables(List.of(WIDTH)).get(0);
    List<Long> keys = new ArrayList<>();
    float[] expected = new float[WIDTH];
    readAll(
        (key, values) -> {
          keys.add(key);
          assertThat(table.copyRow(key, expected, 0)).isTrue();
          assertThat(values).isEqualTo(expected);
        });
    assertThat(keys).hasSize((int) table.size()).isSortedAccordingTo(Long::compareUnsigned);
    assertThat(table.size()).isGreaterThan(2 * 64);
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 1]++;
    Files.write(file(), bytes);
    assertDamaged("checksum [0-9a-f]{8} found, [0-9a-f]{8} expected");
  }

  @Test
  void aFileThatEndsEarlyIsFound() throws IOException {
    byte[] bytes = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(bytes, bytes.length - 3));
    assertDamaged("the last record ends early");
    Files.write(file(), new byte[7]);
    assertDamaged("the header ends early");
  }

  @Test
  void aFileThatIsNotThereIsFound() throws IOException {
    Files.delete(file());
    assertDamaged("it is missing");
  }

  @Test
  void rowsOfAnotherWidthAreRefused() {
    assertThatThrownBy(
            () ->
                CheckedFiles.of(version, version.shards())
                    .readAll(
                        CONF, in -> SparseShardReader.read(in, Map.of(3, (key, values) -> {}))))
        .hasMessageEndingWith("is damaged: rows of 5 floats, expected 3");
  }

  private void assertDamaged(String how) {
    assertThatThrownBy(() -> readAll((key, values) -> {}))
        .isInstanceOfSatisfying(
            QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL))
        .hasMessageMatching(
            "File 'sparse/shard-00000.rows' of model '\\Q%s\\E' version 1 is damaged: %s"
                .formatted(version.model(), how));
  }

  private void readAll(SparseShardReader.Rows taker) {
    CheckedFiles.of(version, version.shards())
        .readAll(CONF, in -> SparseShardReader.read(in, Map.of(WIDTH, taker)));
  }

  private Path file() {
    return Storage.local(version.file(version.shards().get(0)));
  }
}

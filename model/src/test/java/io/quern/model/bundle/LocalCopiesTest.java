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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(MiniHdfs.class)
class LocalCopiesTest {
  private final EncodedRows rows =
      RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(500));

  @TempDir Path cache;
  private FileSystem files;
  private ModelRepository repository;

  @BeforeEach
  void makeModel() throws IOException {
    files = MiniHdfs.cluster().getFileSystem();
    repository = repository();
  }

  private ModelRepository repository() {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path("/copies-" + UUID.randomUUID());
    ModelRepository repository = new ModelRepository(files.makeQualified(path), files.getConf());
    repository.commit(TestModels.stage(repository, "run", rows, 4, 1), true);
    return repository;
  }

  @Test
  void aCopyServesAfterTheModelIsGone() {
    BundleVersion remote = repository.open(1);
    LocalBundle bundle = LocalBundle.of(remote, cache);
    SparseTable table = bundle.openSparseTables(List.of(5)).get(0);
    for (FileEntry entry : remote.manifest().files()) {
      assertThat(bundle.folder().resolve(entry.name())).hasBinaryContent(remote.read(entry.name()));
    }
    repository.dropAll();
    float[] row = new float[table.width()];
    long key = rows.key(0, 0);
    assertThat(table.copyRow(key, row, 0)).isEqualTo(Long.remainderUnsigned(key, 7) != 0);
    assertThat(bundle.version().denseParameters().values()).hasSize(1);
  }

  @Test
  void theOptimizersStateIsNotCopied() throws IOException {
    List<String> more = List.of(BundleFiles.state(0), BundleFiles.state(1));
    repository.commit(
        TestModels.stage(
            repository, "kept", RandomRows.featureMap(RandomRows.FEATURES, rows), rows, 4, 1, more),
        true);
    BundleVersion remote = repository.open(2);
    LocalBundle bundle = LocalBundle.of(remote, cache);
    assertThat(remote.states()).extracting(FileEntry::name).isEqualTo(more);
    try (Stream<Path> all = Files.walk(bundle.folder())) {
      assertThat(all.filter(Files::isRegularFile)).hasSize(remote.manifest().files().size() - 2);
    }
    assertThat(bundle.folder().resolve("training")).doesNotExist();
    assertThat(bundle.openSparseTables(List.of(5)).get(0).size()).isPositive();
  }

  @Test
  void manyAtATimeMakeOneCopy() throws Exception {
    int count = 6;
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      CyclicBarrier start = new CyclicBarrier(count);
      List<Future<Path>> folders = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        folders.add(
            threads.submit(
                () -> {
                  start.await();
                  return LocalBundle.of(repository.open(1), cache).folder();
                }));
      }
      for (Future<Path> folder : folders) {
        assertThat(folder.get()).isEqualTo(folders.get(0).get());
      }
      assertThat(copies()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aVersionNumberGivenAgainIsAnotherCopy() {
    Path first = LocalBundle.of(repository.open(1), cache).folder();
    repository.dropAll();
    repository.commit(TestModels.stage(repository, "again", rows, 4, 2), true);
    BundleVersion second = LocalBundle.of(repository.open(1), cache).version();
    assertThat(second.manifest().lineage().run()).isEqualTo("again");
    assertThat(Storage.local(second.folder())).isNotEqualTo(first);
  }

  @Test
  void aDamagedFileIsSaidAndNotKept() throws IOException {
    BundleVersion remote = repository.open(1);
    FileEntry bias =
        remote.manifest().files().stream()
            .filter(file -> file.name().equals(BundleFiles.DENSE_PARAMETERS))
            .findFirst()
            .orElseThrow();
    try (FSDataOutputStream out = files.create(remote.file(bias), true)) {
      out.writeInt(0x12345678);
    }
    assertThatThrownBy(() -> LocalBundle.of(remote, cache))
        .isInstanceOfSatisfying(
            QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL))
        .hasMessageMatching(
            "File 'dense/parameters.f32' of model '\\Q%s\\E' version 1 is damaged: checksum"
                    .formatted(remote.model())
                + " [0-9a-f]{8} found, [0-9a-f]{8} in the manifest");
    assertThat(copies()).isEmpty();
  }

  @Test
  void aVersionRemovedMeanwhileIsSaid() {
    BundleVersion remote = repository.open(1);
    repository.dropAll();
    assertThatThrownBy(() -> LocalBundle.of(remote, cache))
        .isInstanceOf(QuernException.class)
        .hasMessage("Version 1 of model '%s' was removed while it was read", remote.model());
    assertThat(cache).isDirectoryNotContaining(Files::isDirectory);
  }

  @Test
  void copiesOutOfUseForAWeekGoWhenAnotherIsMade() throws IOException {
    LocalCopies now = new LocalCopies(cache, Clock.systemUTC());
    BundleVersion unused = now.localise(repository.open(1));
    BundleVersion remoteOfUsed = repository().open(1);
    BundleVersion used = now.localise(remoteOfUsed);
    LocalCopies later = new LocalCopies(cache, Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));
    assertThat(later.localise(remoteOfUsed).folder()).isEqualTo(used.folder());
    BundleVersion added = later.localise(repository().open(1));
    assertThat(copies()).containsExactlyInAnyOrder(local(used), local(added));
    assertThat(copies()).doesNotContain(local(unused));
  }

  @Test
  void aLocalVersionIsUsedWhereItLiesAndChecked(@TempDir Path folder) throws IOException {
    ModelRepository local =
        new ModelRepository(new org.apache.hadoop.fs.Path(folder.toUri()), files.getConf());
    local.commit(TestModels.stage(local, "run", rows, 4, 1), true);
    assertThat(LocalBundle.of(local.open(1), cache).folder())
        .isEqualTo(folder.resolve("versions/1"));
    assertThat(cache).isEmptyDirectory();

    Path shard = folder.resolve("versions/1").resolve(BundleFiles.shard(2));
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 4;
    Files.write(shard, bytes);
    assertThatThrownBy(() -> LocalBundle.of(local.open(1), cache))
        .isInstanceOf(QuernException.class)
        .hasMessageStartingWith("File 'sparse/shard-00002.rows' of model '")
        .hasMessageContaining("is damaged: checksum ");
  }

  private Set<Path> copies() throws IOException {
    try (Stream<Path> children = Files.list(cache)) {
      return children.filter(Files::isDirectory).collect(Collectors.toSet());
    }
  }

  private static Path local(BundleVersion version) {
    return Storage.local(version.folder());
  }
}

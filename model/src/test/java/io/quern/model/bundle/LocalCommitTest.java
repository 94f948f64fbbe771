package io.quern.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCommitTest extends CommitContract {
  @TempDir java.nio.file.Path folder;

  private FileSystem files;

  @BeforeEach
  void openFiles() throws IOException {
    files = FileSystem.getLocal(new Configuration(false)).getRaw();
  }

  @Override
  FileSystem files() {
    return files;
  }

  @Override
  FolderRename folderRename() {
    return new LocalFolderRename();
  }

  @Override
  Path root() {
    return new Path(folder.toUri());
  }

  @Override
  int stride() {
    return 1;
  }

  @Override
  int rounds() {
    return 200;
  }

  @Test
  void aFullDiskIsSaidWithThePathAndTheFreeSpaceAndTheOldVersionStays() {
    ModelRepository good = repository(FaultPlan.none());
    good.commit(stage(good, "old"), true);
    Storage full = new Storage(new FullDisk(files), folderRename());
    ModelRepository repository =
        new ModelRepository(new Path(root(), "m"), full, Clock.systemUTC());
    BundleStaging staging = repository.stage("new");
    assertThatThrownBy(() -> staging.write("a", new byte[100_000]))
        .isInstanceOfSatisfying(
            QuernException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.STORAGE);
              assertThat(e.hint().orElseThrow()).matches("[0-9,]+ bytes are free\\.");
            })
        .hasMessage("Cannot write '%s/a': No space left on device", staging.folder());
    staging.discard();
    assertThat(requireWhole(good.openNewest())).isEqualTo("old");
    assertThat(folder.resolve("m/staging/new")).doesNotExist();
  }

  /** Takes the first bytes of a file only. */
  private static final class FullDisk extends FilterFileSystem {
    FullDisk(FileSystem real) {
      super(real);
    }

    @Override
    public FSDataOutputStream create(
        Path file,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      FSDataOutputStream real =
          fs.create(file, overwrite, bufferSize, replication, blockSize, progress);
      return new FSDataOutputStream(real, null) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          super.write(bytes, offset, 10);
          throw new IOException("No space left on device");
        }
      };
    }
  }
}

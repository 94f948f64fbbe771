package io.quern.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MiniHdfs.class)
class HdfsCommitTest extends CommitContract {
  private final MiniDFSCluster cluster = MiniHdfs.cluster();
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = files().makeQualified(new Path("/test-" + UUID.randomUUID()));
    files().mkdirs(root);
  }

  @Override
  FileSystem files() {
    try {
      return cluster.getFileSystem();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  FolderRename folderRename() {
    return new HadoopFolderRename(files().getUri(), files().getConf());
  }

  @Override
  Path root() {
    return root;
  }

  @Override
  int stride() {
    return 9;
  }

  @Override
  int rounds() {
    return 20;
  }

  @Test
  void whatAUserMayNotWriteIsAnAuthErrorAndLeavesNothing() throws Exception {
    Path home = new Path(root, "home");
    files().mkdirs(home);
    files().setPermission(home, new FsPermission("755"));
    asStranger(
        () -> {
          ModelRepository repository =
              new ModelRepository(new Path(home, "a/m"), cluster.getConfiguration(0));
          assertThatThrownBy(repository::checkWritable)
              .isInstanceOfSatisfying(
                  QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTH))
              .hasMessage("Cannot write model '%s/a/m': permission denied", home);
          return null;
        });
    assertThat(files().listStatus(home)).isEmpty();
  }

  @Test
  void whatAUserMayNotReadIsAnAuthError() throws Exception {
    ModelRepository owner = repository(FaultPlan.none());
    owner.commit(stage(owner, "run"), true);
    files().setPermission(root, new FsPermission("700"));
    asStranger(
        () -> {
          Path model = new Path(root, "m");
          ModelRepository repository = new ModelRepository(model, cluster.getConfiguration(0));
          assertThatThrownBy(repository::openNewest)
              .isInstanceOfSatisfying(
                  QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUTH))
              .hasMessage("Cannot read '%s/versions': permission denied", model);
          return null;
        });
  }

  @Test
  void aReadOnlyNameNodeIsAStorageErrorAndTheOldVersionStays() throws IOException {
    ModelRepository repository = repository(FaultPlan.none());
    repository.commit(stage(repository, "old"), true);
    BundleStaging staging = stage(repository, "new");
    cluster.getFileSystem().setSafeMode(SafeModeAction.ENTER);
    try {
      assertThatThrownBy(() -> repository.commit(staging, true))
          .isInstanceOfSatisfying(
              QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE))
          .hasMessageContaining("Name node is in safe mode");
      assertThat(requireWhole(repository.openNewest())).isEqualTo("old");
    } finally {
      cluster.getFileSystem().setSafeMode(SafeModeAction.LEAVE);
    }
    assertThat(repository.commit(staging, true)).isEqualTo(2);
  }

  private static void asStranger(PrivilegedExceptionAction<Void> action) throws Exception {
    UserGroupInformation.createUserForTesting("stranger", new String[] {"strangers"}).doAs(action);
  }
}

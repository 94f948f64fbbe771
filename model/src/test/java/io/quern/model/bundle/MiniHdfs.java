package io.quern.model.bundle;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One real HDFS of a NameNode and a DataNode for all tests of a run; JUnit closes it at the end.
 */
public final class MiniHdfs implements BeforeAllCallback, AutoCloseable {
  private static MiniDFSCluster cluster;

  private File disk;

  static MiniDFSCluster cluster() {
    return cluster;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .getOrComputeIfAbsent(MiniHdfs.class, key -> start(), MiniHdfs.class);
  }

  private MiniHdfs start() {
    try {
      disk = Files.createTempDirectory("hdfs").toFile();
      cluster = new MiniDFSCluster.Builder(new Configuration(), disk).numDataNodes(1).build();
      cluster.waitActive();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cluster.shutdown();
    FileUtil.fullyDelete(disk);
  }
}

package io.quern.model.bundle;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Progressable;

/** A real file system whose every change is a step of a {@link FaultPlan}. */
final class FaultyFileSystem extends FilterFileSystem {
  private final FaultPlan plan;

  FaultyFileSystem(FileSystem real, FaultPlan plan) {
    super(real);
    this.plan = plan;
  }

  @Override
  public boolean mkdirs(Path folder) throws IOException {
    plan.step("mkdirs " + folder);
    return super.mkdirs(folder);
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
    plan.step("create " + file);
    FSDataOutputStream real =
        fs.create(file, overwrite, bufferSize, replication, blockSize, progress);
    return new FSDataOutputStream(new FaultyStream(real, file), null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    plan.step("rename " + from);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    plan.step("delete " + path);
    return super.delete(path, recursive);
  }

  /** A write that does not happen leaves half of it. */
  private final class FaultyStream extends FilterOutputStream {
    private final Path file;

    FaultyStream(OutputStream real, Path file) {
      super(real);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (plan.isNext()) {
        out.write(bytes, offset, length / 2);
        out.close();
      }
      plan.step("write " + file);
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      plan.step("close " + file);
      out.close();
    }
  }
}

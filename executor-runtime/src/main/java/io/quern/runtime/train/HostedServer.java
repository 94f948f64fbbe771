package io.quern.runtime.train;

import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.FileEntry;
import io.quern.model.bundle.SparseShardWriter;
import io.quern.model.bundle.StagedFiles;
import io.quern.model.bundle.StagedOutput;
import io.quern.ps.ParameterServer;
import io.quern.ps.ParameterServerConfig;
import io.quern.ps.PsEndpoint;
import io.quern.runtime.cluster.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A parameter server and its door. Obeys four commands: end an epoch; write the rows, sorted by
 * key, to a folder; save its state there; report what it has done.
 */
final class HostedServer implements RunningServer {
  private final ParameterServer server;
  private final PsEndpoint endpoint;
  private final Configuration hadoop;

  HostedServer(ParameterServer server, PsEndpoint endpoint, Configuration hadoop) {
    this.server = server;
    this.endpoint = endpoint;
    this.hadoop = hadoop;
  }

  @Override
  public String host() {
    return endpoint.address().host();
  }

  @Override
  public int port() {
    return endpoint.address().port();
  }

  @Override
  public String endpointId() {
    return "";
  }

  @Override
  public byte[] command(byte[] command) throws IOException {
    if (ServerCommand.isEndOfEpoch(command)) {
      server.endEpoch();
      return new byte[0];
    }
    if (ServerCommand.isReport(command)) {
      return new ServerReport(server.counters()).toBytes();
    }
    return ServerCommand.isSave(command) ? saveState(command) : writeShards(command);
  }

  private byte[] saveState(byte[] command) throws IOException {
    StagedOutput out = files(command).create(BundleFiles.state(server.config().server()));
    try (out) {
      server.save(out);
    }
    return ServerCommand.written(List.of(out.entry()));
  }

  private StagedFiles files(byte[] command) {
    return new StagedFiles(new Path(ServerCommand.folder(command)), hadoop);
  }

  private byte[] writeShards(byte[] command) throws IOException {
    List<FileEntry> written = new ArrayList<>();
    for (int table = 0; table < server.config().tables().size(); table++) {
      written.add(writeShard(table, command));
    }
    return ServerCommand.written(written);
  }

  /** Shards are numbered by table first, so that keys ascend within each. */
  private FileEntry writeShard(int table, byte[] command) throws IOException {
    ParameterServerConfig config = server.config();
    int number = table * config.servers() + config.server();
    StagedOutput out = files(command).create(BundleFiles.shard(number));
    try (SparseShardWriter writer =
        new SparseShardWriter(out, config.tables().get(table).width())) {
      server.export(table, (key, weights) -> add(writer, key, weights));
    }
    return out.entry();
  }

  private void add(SparseShardWriter writer, long key, float[] weights) {
    requireFinite(weights);
    try {
      writer.add(key, weights, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireFinite(float[] weights) {
    for (float weight : weights) {
      if (!Float.isFinite(weight)) {
        int index = server.config().server();
        throw Divergence.of("A weight is %s on parameter server %d".formatted(weight, index));
      }
    }
  }

  @Override
  public void close() {
    try {
      endpoint.close();
    } finally {
      server.close();
    }
  }
}

package io.quern.runtime.train;

import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.SparseShardWriter;
import io.quern.model.bundle.StagedFiles;
import io.quern.model.bundle.StagedOutput;
import io.quern.ps.ParameterServer;
import io.quern.ps.PsEndpoint;
import io.quern.runtime.cluster.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A parameter server and its door. Obeys three commands: end an epoch; write the rows, sorted by
 * key, to a folder; report what it has done.
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
    return ServerCommand.isReport(command)
        ? new ServerReport(server.counters()).toBytes()
        : writeShard(command);
  }

  private byte[] writeShard(byte[] command) throws IOException {
    StagedFiles files = new StagedFiles(new Path(ServerCommand.folder(command)), hadoop);
    StagedOutput out = files.create(BundleFiles.shard(server.config().server()));
    try (SparseShardWriter writer =
        new SparseShardWriter(out, server.config().tables().get(ServerPlan.FEATURES).width())) {
      server.export(ServerPlan.FEATURES, (key, weights) -> add(writer, key, weights));
    }
    return ServerCommand.written(out.entry());
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

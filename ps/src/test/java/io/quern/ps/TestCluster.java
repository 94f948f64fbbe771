package io.quern.ps;

import io.quern.ps.RowInitializer.Distribution;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The parameter servers of one training, for tests: in process, and on demand behind sockets. */
final class TestCluster implements AutoCloseable {
  static final long MEMORY = 1L << 30;

  final PsSecret secret = PsSecret.random();
  final List<ParameterServer> servers;
  private final List<TableConfig> tables;
  private final DenseConfig dense;
  private final List<PsEndpoint> endpoints = new ArrayList<>();

  TestCluster(int count, List<TableConfig> tables, DenseConfig dense) {
    this.tables = tables;
    this.dense = dense;
    this.servers =
        IntStream.range(0, count)
            .mapToObj(i -> new ParameterServerConfig(i, count, tables, dense, MEMORY, 0))
            .map(ParameterServer::new)
            .toList();
  }

  static TestCluster of(int count, TableConfig table) {
    return new TestCluster(count, List.of(table), noDense());
  }

  static DenseConfig noDense() {
    return new DenseConfig(List.of(), Rule.SGD.config, LearningRate.of(0.1f));
  }

  static TableConfig table(int width, Rule rule, float rate, float l2) {
    return table(width, rule, LearningRate.of(rate), Penalty.ofL2(l2));
  }

  static TableConfig table(int width, Rule rule, LearningRate rate, Penalty penalty) {
    var initializer = new RowInitializer(Distribution.NORMAL, 0.05f, 1);
    return new TableConfig("features", width, initializer, 42, rule.config, rate, penalty);
  }

  /** As {@code table}, with rows that come and go. */
  static TableConfig table(TableConfig table, Admission admission, Eviction eviction) {
    return new TableConfig(
        table.name(),
        table.width(),
        table.initializer(),
        table.seed(),
        table.optimizer(),
        table.learningRate(),
        table.penalty(),
        admission,
        eviction);
  }

  /** Rows of zeros that go by as much as a gradient says. */
  static TableConfig sums(int width) {
    var zeros = new RowInitializer(Distribution.NORMAL, 0, width);
    return new TableConfig(
        "features", width, zeros, 0, Rule.SGD.config, LearningRate.of(1), Penalty.NONE);
  }

  PsClient inProcess(int worker) {
    return PsClients.inProcess(servers, worker);
  }

  /** A client that goes through sockets although the servers are next to it. */
  PsClient remote(int worker) {
    return PsClients.connect(addresses(), clientConfig(worker), secret, false);
  }

  List<PsAddress> addresses() {
    if (endpoints.isEmpty()) {
      for (ParameterServer server : servers) {
        endpoints.add(PsEndpoint.bind(server, "127.0.0.1", 0, secret));
      }
    }
    return endpoints.stream().map(PsEndpoint::address).toList();
  }

  PsClientConfig clientConfig(int worker) {
    return new PsClientConfig(worker, 0, tables, dense, Duration.ofSeconds(30));
  }

  /** Everything as of now, in a training of another number of servers. */
  TestCluster moveTo(int count) {
    var target = new TestCluster(count, tables, dense);
    try {
      for (ParameterServer source : servers) {
        var bytes = new ByteArrayOutputStream();
        source.save(bytes);
        for (ParameterServer server : target.servers) {
          server.load(new ByteArrayInputStream(bytes.toByteArray()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target;
  }

  /** Closes the endpoints but not the servers. */
  void closeEndpoints() {
    endpoints.forEach(PsEndpoint::close);
    endpoints.clear();
  }

  @Override
  public void close() {
    closeEndpoints();
    servers.forEach(ParameterServer::close);
  }
}

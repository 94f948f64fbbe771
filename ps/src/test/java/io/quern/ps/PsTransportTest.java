package io.quern.ps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.ps.Admission.Counting;
import io.quern.ps.DenseConfig.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PsTransportTest {
  private static final int WIDTH = 5;
  private static final TableConfig TABLE = TestCluster.table(WIDTH, Rule.ADAM, 0.01f, 0.001f);
  private static final TableConfig COUNTED =
      TestCluster.table(
          TABLE,
          new Admission(2, Counting.EXACT, 0, 0),
          new Eviction(0, 0, 1, Eviction.Score.PADDLE));
  private static final DenseConfig DENSE =
      new DenseConfig(
          List.of(
              new Segment("kernel", 101, Penalty.ofL2(0.01f), 0),
              new Segment("mean", 7, Penalty.NONE, 0.1f)),
          Rule.ADAM.config,
          LearningRate.of(0.01f));

  private final TestCluster cluster = new TestCluster(3, List.of(TABLE), DENSE);

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void networkAndInProcessTrainTheSameBits() {
    List<float[]> direct;
    List<float[]> remote;
    try (var here = new TestCluster(3, List.of(COUNTED), DENSE);
        var there = new TestCluster(3, List.of(COUNTED), DENSE);
        PsClient first = here.inProcess(0);
        PsClient second = there.remote(0)) {
      direct = train(first);
      remote = train(second);
      for (int server = 0; server < 3; server++) {
        assertThat(state(there.servers.get(server))).isEqualTo(state(here.servers.get(server)));
      }
    }
    assertThat(direct).hasSameSizeAs(remote);
    for (int i = 0; i < direct.size(); i++) {
      assertThat(remote.get(i)).isEqualTo(direct.get(i));
    }
  }

  /** Everything that was pulled and read in a random training. */
  private static List<float[]> train(PsClient client) {
    var random = new Random(3);
    long[] keys = random.longs(2000).toArray();
    List<float[]> seen = new ArrayList<>();
    for (int step = 0; step < 50; step++) {
      int count = 1 + random.nextInt(500);
      int from = random.nextInt(keys.length - count);
      long[] batch = new long[count];
      System.arraycopy(keys, from, batch, 0, count);
      var often = new Occurrences(new int[count], new int[count]);
      for (int i = 0; i < count; i++) {
        often.shows()[i] = 1 + random.nextInt(2);
        often.clicks()[i] = random.nextInt(2);
      }
      var rows = new SparseRows(0, batch, count, new float[count * WIDTH], often);
      float[] dense = new float[DENSE.size()];
      if (step % 7 == 3) {
        client.read(rows);
        seen.add(rows.values().clone());
      }
      if (step == 30) {
        client.setLearningRates(0.001f, 0.002f);
      }
      client.pull(rows);
      client.pullDense(dense);
      seen.add(rows.values().clone());
      seen.add(dense.clone());
      fill(rows.values(), random);
      fill(dense, random);
      client.push(new PushStamp(0, 0, 0, step), List.of(rows), dense);
    }
    return seen;
  }

  private static void fill(float[] values, Random random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
  }

  private static byte[] state(ParameterServer server) {
    var bytes = new ByteArrayOutputStream();
    try {
      server.save(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void clientBesideItsServersNeedsNoNetworkOnceConnected() {
    try (PsClient client =
        PsClients.connect(cluster.addresses(), cluster.clientConfig(0), cluster.secret)) {
      cluster.closeEndpoints();
      pull(client, 1, -1);
      assertThat(cluster.servers.get(0).counters().rows()).isEqualTo(1);
    }
  }

  @Test
  void wrongSecretIsRefused() {
    PsAddress address = cluster.addresses().get(0);
    assertFails(
        () -> PsClients.connect(cluster.addresses(), cluster.clientConfig(0), PsSecret.random()),
        ErrorCode.CLUSTER,
        "Parameter server 0 at %s did not accept the connection: the connection was closed"
            .formatted(address));
  }

  @Test
  void clientOfAnotherGenerationIsRefused() {
    PsAddress address = cluster.addresses().get(0);
    var config = new PsClientConfig(0, 1, List.of(TABLE), DENSE, Duration.ofSeconds(5));
    assertFails(
        () -> PsClients.connect(cluster.addresses(), config, cluster.secret),
        ErrorCode.CLUSTER,
        ("Parameter server 0 at %s did not accept the connection: it is server 0, generation 0 of"
                + " a training, not server 0, generation 1 of this one")
            .formatted(address));
  }

  @Test
  void unreachableServerIsNamed() {
    List<PsAddress> addresses = cluster.addresses();
    cluster.closeEndpoints();
    assertFails(
        () -> PsClients.connect(addresses, cluster.clientConfig(0), cluster.secret),
        ErrorCode.CLUSTER,
        "Parameter server 0 at %s did not accept the connection: Connection refused"
            .formatted(addresses.get(0)));
  }

  @Test
  void serverErrorsArriveWithCodeMessageAndHint() {
    var config = new ParameterServerConfig(0, 1, List.of(TABLE), DENSE, 1500, 0);
    try (var server = new ParameterServer(config);
        var endpoint = PsEndpoint.bind(server, "127.0.0.1", 0, cluster.secret);
        PsClient client = connectRemote(endpoint.address(), Duration.ofSeconds(5))) {
      assertThatThrownBy(() -> pull(client, 1, -1, 1L << 60))
          .isInstanceOfSatisfying(
              QuernException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE);
                assertThat(e).hasMessageStartingWith("Table 'features' on parameter server 0");
                assertThat(e.hint()).isPresent();
              });
      pull(client, 1);
    }
  }

  @Test
  void oversizedFrameIsRefusedBeforeTheHandshake() throws IOException {
    PsAddress address = cluster.addresses().get(0);
    try (var socket = new Socket(address.host(), address.port())) {
      socket.getOutputStream().write(new byte[] {0, 0, 0, 64, 1, 2, 3, 4, 5});
      readToEnd(socket);
    }
  }

  @Test
  void requestsAboveTheLimitsAreRefused() {
    assertRefused(new PsLimits(4096, 1000));
    assertRefused(new PsLimits(1 << 20, 100));
  }

  private void assertRefused(PsLimits limits) {
    var config = new ParameterServerConfig(0, 1, List.of(TABLE), DENSE, 1 << 20, 0);
    try (var server = new ParameterServer(config);
        var endpoint = PsEndpoint.bind(server, "127.0.0.1", 0, cluster.secret, limits);
        PsClient client = connectRemote(endpoint.address(), Duration.ofSeconds(5))) {
      pull(client, new Random(1).longs(90).toArray());
      assertThatThrownBy(() -> pull(client, new Random(2).longs(900).toArray()))
          .isInstanceOfSatisfying(
              QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER))
          .hasMessageStartingWith("Parameter server 0 at " + endpoint.address() + " was lost: ");
      pull(client, 1);
    }
  }

  @Test
  void anyDamagedByteEndsTheConnection() throws IOException {
    PsAddress address = cluster.addresses().get(0);
    try (var writer = new FrameWriter(1000)) {
      writer.begin(0, Wire.PROOF).putInt(0).putBytes(new byte[64]);
      ByteBuffer sealed = writer.seal();
      byte[] frame = new byte[sealed.remaining()];
      sealed.get(frame);
      for (int i = 0; i < frame.length; i++) {
        byte[] damaged = frame.clone();
        damaged[i] ^= 1;
        try (var socket = new Socket(address.host(), address.port())) {
          socket.getOutputStream().write(damaged);
          socket.shutdownOutput();
          readToEnd(socket);
        }
      }
    }
  }

  // The challenge, and nothing after it.
  private static void readToEnd(Socket socket) throws IOException {
    int challenge = Wire.HEADER_BYTES + Wire.PREFIX_BYTES + 4 + Handshake.NONCE_BYTES;
    try {
      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThanOrEqualTo(challenge);
    } catch (IOException e) {
      // The server closed with our bytes unread: the connection is reset.
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Test
  void silentServerIsGivenUpAfterTheTimeout() throws Exception {
    try (var server = new ParameterServer(single());
        var endpoint = PsEndpoint.bind(server, "127.0.0.1", 0, cluster.secret);
        var proxy = new FaultyProxy(endpoint.address());
        PsClient client = connectRemote(proxy.address(), Duration.ofMillis(200))) {
      proxy.swallowAnswers(true);
      assertFails(
          () -> pull(client, 1),
          ErrorCode.CLUSTER,
          "Parameter server 0 at %s did not answer within 200 ms".formatted(proxy.address()));
    }
  }

  @Test
  void pushRepeatedAfterALostReplyIsAppliedOnce() throws Exception {
    try (var server = new ParameterServer(single());
        var endpoint = PsEndpoint.bind(server, "127.0.0.1", 0, cluster.secret);
        var proxy = new FaultyProxy(endpoint.address());
        PsClient client = connectRemote(proxy.address(), Duration.ofMillis(500))) {
      var rows = new SparseRows(0, new long[] {9}, 1, new float[WIDTH]);
      float[] dense = new float[DENSE.size()];
      proxy.swallowAnswers(true);
      assertThatThrownBy(() -> client.push(new PushStamp(0, 0, 0, 0), List.of(rows), dense))
          .hasMessageEndingWith("did not answer within 500 ms");
      proxy.swallowAnswers(false);
      client.push(new PushStamp(0, 0, 0, 0), List.of(rows), dense);
      assertThat(server.clock()).isEqualTo(1);
      assertThat(server.counters().workers()).containsExactly(new PsCounters.Worker(0, 0, 0, 1, 1));
    }
  }

  @Test
  void interruptEndsACallAtOnce() throws Exception {
    try (var server = new ParameterServer(single());
        var endpoint = PsEndpoint.bind(server, "127.0.0.1", 0, cluster.secret);
        var proxy = new FaultyProxy(endpoint.address());
        PsClient client = connectRemote(proxy.address(), Duration.ofMinutes(5))) {
      proxy.swallowAnswers(true);
      var failure = new CompletableFuture<Throwable>();
      var thread =
          new Thread(
              () -> {
                try {
                  pull(client, 1);
                } catch (QuernException e) {
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                  failure.complete(e);
                }
              });
      thread.start();
      proxy.awaitSwallowed();
      thread.interrupt();
      assertThat(failure.get(2, TimeUnit.SECONDS))
          .hasToString("ERROR CANCELLED: A call to the parameter servers was interrupted");
      thread.join();
    }
  }

  @Test
  void closedServerEndsRunningCallsSoon() throws Exception {
    for (boolean endpointToo : new boolean[] {true, false}) {
      try (var running = new TestCluster(2, List.of(TABLE), DENSE)) {
        running.addresses();
        var pulled = new CountDownLatch(20);
        CompletableFuture<Void> loop =
            CompletableFuture.runAsync(
                () -> {
                  try (PsClient client = running.remote(0)) {
                    while (true) {
                      pull(client, new Random(1).longs(5000).toArray());
                      pulled.countDown();
                    }
                  }
                });
        pulled.await();
        if (endpointToo) {
          running.close();
        } else {
          running.servers.forEach(ParameterServer::close);
        }
        assertThat(loop)
            .failsWithin(Duration.ofSeconds(5))
            .withThrowableThat()
            .withCauseInstanceOf(QuernException.class)
            .withMessageContaining("CLUSTER");
      }
    }
  }

  @Test
  void leavesNoThreadAndNoPort() throws IOException {
    List<PsAddress> addresses = cluster.addresses();
    try (PsClient client = cluster.remote(0)) {
      pull(client, 1, -1);
      assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
    }
    cluster.close();
    assertThat(threads()).isEmpty();
    for (PsAddress address : addresses) {
      assertThatThrownBy(() -> new Socket(address.host(), address.port()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("quern-ps"))
        .toList();
  }

  @Test
  void takenPortIsReported() {
    int port = cluster.addresses().get(0).port();
    assertFails(
        () -> PsEndpoint.bind(cluster.servers.get(0), "127.0.0.1", port, cluster.secret),
        ErrorCode.CLUSTER,
        "Cannot listen on 127.0.0.1:%d: Address already in use".formatted(port));
  }

  @Test
  void secretIsNeverPrinted() {
    assertThat(cluster.secret).hasToString("PsSecret[redacted]");
  }

  private static ParameterServerConfig single() {
    return new ParameterServerConfig(0, 1, List.of(TABLE), DENSE, 1 << 20, 0);
  }

  private PsClient connectRemote(PsAddress address, Duration timeout) {
    var config = new PsClientConfig(0, 0, List.of(TABLE), DENSE, timeout);
    return PsClients.connect(List.of(address), config, cluster.secret, false);
  }

  private static void pull(PsClient client, long... keys) {
    client.pull(new SparseRows(0, keys, keys.length, new float[keys.length * WIDTH]));
  }

  private static void assertFails(ThrowingCallable call, ErrorCode code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(QuernException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessage(message);
  }
}

package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcEnv;

/**
 * The driver's end of a request-reply channel over Spark's own RPC, with Spark's authentication and
 * encryption where they are on. Roles ask through {@link ChannelClient}. Thread-safe.
 */
final class DriverChannel implements AutoCloseable {
  private final String name;
  private final ChannelHandler handler;
  private final RpcEnv rpcEnv;
  private final RpcEndpointRef endpoint;
  private final ExecutorService thread;

  private DriverChannel(RpcEnv rpcEnv, String name, ChannelHandler handler) {
    this.name = name;
    this.handler = handler;
    this.rpcEnv = rpcEnv;
    this.thread = singleThread(name);
    this.endpoint = rpcEnv.setupEndpoint(name, new ChannelEndpoint(rpcEnv, this::accept));
  }

  /** Starts to answer questions under {@code name}, which must be new to the application. */
  static DriverChannel open(RpcEnv rpcEnv, String name, ChannelHandler handler) {
    return new DriverChannel(rpcEnv, name, handler);
  }

  private static ExecutorService singleThread(String name) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        body -> {
          Thread thread = new Thread(body, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private void accept(byte[] payload, RpcCallContext caller) {
    PendingRequest request = new PendingRequest(payload, caller);
    try {
      thread.execute(() -> handle(request));
    } catch (RejectedExecutionException e) {
      request.fail(new QuernException(ErrorCode.CLUSTER, "Channel '%s' is closed".formatted(name)));
    }
  }

  private void handle(PendingRequest request) {
    try {
      handler.onRequest(request);
    } catch (QuernException e) {
      request.fail(e);
    } catch (RuntimeException e) {
      request.fail(new QuernException(ErrorCode.INTERNAL, "Unexpected failure: " + e, e));
    }
  }

  /**
   * Removes the endpoint. Questions that are still open stay unanswered: who asked them stops
   * waiting when the run's lease is lost.
   */
  @Override
  public void close() {
    rpcEnv.stop(endpoint);
    thread.shutdown();
    Uninterrupted.run(this::join);
  }

  private void join() {
    try {
      if (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static final class PendingRequest implements ChannelRequest {
    private final byte[] payload;
    private final RpcCallContext caller;
    private final AtomicBoolean answered = new AtomicBoolean();

    PendingRequest(byte[] payload, RpcCallContext caller) {
      this.payload = payload;
      this.caller = caller;
    }

    @Override
    public byte[] payload() {
      return payload;
    }

    @Override
    public void reply(byte[] answer) {
      if (answered.compareAndSet(false, true)) {
        caller.reply(ChannelReply.value(answer));
      }
    }

    @Override
    public void fail(QuernException failure) {
      if (answered.compareAndSet(false, true)) {
        caller.reply(ChannelReply.failure(failure));
      }
    }
  }
}

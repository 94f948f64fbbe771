package io.quern.ps;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A parameter server's door to the network. Binds only the address it is given, keeps its port, and
 * serves only clients that know the secret. Threads are daemons named {@code quern-ps-…}; all are
 * gone when {@link #close} returns.
 */
public final class PsEndpoint implements AutoCloseable {
  /** Two for each of the most workers, and some. */
  private static final int MOST_CONNECTIONS = 10_000;

  private static final int MOST_THREADS = 8;
  private static final int LARGEST_READ = 1 << 20;

  private final UUID id = UUID.randomUUID();
  private final ThreadFactory factory = new DefaultThreadFactory("quern-ps", true);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final EventLoopGroup loops;
  private final ChannelGroup connections;
  private final Channel listener;
  private final PsAddress address;

  private PsEndpoint(
      ParameterServer server, String host, int port, PsSecret secret, PsLimits limits) {
    int count = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    loops = new MultiThreadIoEventLoopGroup(count, this::newThread, NioIoHandler.newFactory());
    connections = new DefaultChannelGroup(loops.next(), true);
    var identity = Handshake.Identity.of(id, server.config());
    var accept =
        new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            if (connections.size() >= MOST_CONNECTIONS || !connections.add(channel)) {
              var unused = channel.close();
              return;
            }
            channel.pipeline().addLast(new ServerConnection(server, identity, secret, limits));
          }
        };
    listener = listen(host, port, accept);
    address = new PsAddress(host, ((InetSocketAddress) listener.localAddress()).getPort());
    EndpointRegistry.add(id, server);
  }

  /**
   * Opens an endpoint.
   *
   * @param host to bind, as other machines know this one
   * @param port 0 for any free one
   * @throws QuernException {@code CLUSTER} when the address cannot be bound
   */
  public static PsEndpoint bind(ParameterServer server, String host, int port, PsSecret secret) {
    return bind(server, host, port, secret, PsLimits.DEFAULT);
  }

  /** As above, with other limits. */
  public static PsEndpoint bind(
      ParameterServer server, String host, int port, PsSecret secret, PsLimits limits) {
    return new PsEndpoint(server, host, port, secret, limits);
  }

  private Thread newThread(Runnable loop) {
    Thread thread = factory.newThread(loop);
    threads.add(thread);
    return thread;
  }

  private Channel listen(String host, int port, ChannelInitializer<SocketChannel> accept) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(1024, 1 << 16, LARGEST_READ))
            .childHandler(accept)
            .bind(host, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stopLoops();
      throw new QuernException(
          ErrorCode.CLUSTER,
          "Cannot listen on %s:%d: %s".formatted(host, port, bound.cause().getMessage()),
          bound.cause());
    }
    return bound.channel();
  }

  /** The bound host and the port in use. */
  public PsAddress address() {
    return address;
  }

  /** Ends all connections, running calls included. The server itself stays open. */
  @Override
  public void close() {
    EndpointRegistry.remove(id);
    listener.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly();
    stopLoops();
  }

  private void stopLoops() {
    loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).awaitUninterruptibly();
    // Netty reports the end of a loop a moment before its thread ends.
    threads.forEach(PsEndpoint::join);
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.quern.ps;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of one connection: handshake, then one request after the other, carried out on
 * the connection's event loop. Whoever breaks the protocol is disconnected.
 */
final class ServerConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);
  private static final int HANDSHAKE_SECONDS = 10;

  private final ParameterServer server;
  private final Handshake.Identity identity;
  private final PsSecret secret;
  private final PsLimits limits;
  private final byte[] nonce = Handshake.nonce();
  private final FrameReader reader = new FrameReader(Handshake.FRAME_LIMIT);
  private final FrameWriter writer;

  private ScheduledFuture<?> handshakeTimeout;
  private ChannelFuture lastReply;
  private Requests requests; // null until the client has proven itself

  ServerConnection(
      ParameterServer server, Handshake.Identity identity, PsSecret secret, PsLimits limits) {
    this.server = server;
    this.identity = identity;
    this.secret = secret;
    this.limits = limits;
    this.writer = new FrameWriter(limits.frameBytes());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    handshakeTimeout =
        context.executor().schedule(() -> disconnect(context), HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    writer.begin(0, Wire.CHALLENGE).putInt(Wire.VERSION).putBytes(nonce);
    reply(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws ProtocolException {
    ByteBuf received = (ByteBuf) message;
    try {
      while (received.isReadable() && context.channel().isActive()) {
        receive(context, received);
      }
    } finally {
      received.release();
    }
  }

  private void receive(ChannelHandlerContext context, ByteBuf received) throws ProtocolException {
    ByteBuffer target = reader.target();
    int limit = target.limit();
    target.limit(target.position() + Math.min(target.remaining(), received.readableBytes()));
    received.readBytes(target);
    target.limit(limit);
    if (reader.advance()) {
      if (!lastReply.isDone()) {
        throw new ProtocolException("Request before the reply to the last one was taken");
      }
      handle(context);
      reader.expect();
    }
  }

  private void handle(ChannelHandlerContext context) throws ProtocolException {
    if (requests == null) {
      authenticate();
    } else {
      requests.answer(reader, writer);
    }
    reply(context);
  }

  private void authenticate() throws ProtocolException {
    if (reader.kind() != Wire.PROOF) {
      throw new ProtocolException("Request before the handshake");
    }
    int worker = reader.getInt();
    byte[] clientNonce = reader.getBytes(Handshake.NONCE_BYTES);
    var handshake = new Handshake(secret, nonce, clientNonce, worker);
    if (!Handshake.matches(handshake.clientProof(), reader.getBytes(Handshake.PROOF_BYTES))) {
      throw new ProtocolException("The client does not know the secret");
    }
    handshakeTimeout.cancel(false);
    reader.limit(limits.frameBytes());
    requests = new Requests(server, limits, worker);
    writer.begin(0, Wire.WELCOME).putBytes(handshake.serverProof());
    identity.write(writer);
  }

  private void reply(ChannelHandlerContext context) {
    lastReply =
        context
            .writeAndFlush(Unpooled.wrappedBuffer(writer.seal()))
            .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn(
        "Closing the connection from {}: {}", context.channel().remoteAddress(), cause.toString());
    disconnect(context);
  }

  private static void disconnect(ChannelHandlerContext context) {
    var unused = context.close();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (handshakeTimeout != null) {
      handshakeTimeout.cancel(false);
    }
    reader.close();
    writer.close();
  }
}

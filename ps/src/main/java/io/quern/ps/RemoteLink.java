package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.ps.Handshake.Identity;
import java.io.IOException;

/**
 * A server behind the network. Connects when first needed, and anew after a failure, so that a
 * failed push can be repeated with its stamp. Used by one thread at a time.
 */
final class RemoteLink implements ServerLink {
  private final PsAddress address;
  private final ServerShare share;
  private final PsClientConfig config;
  private final PsSecret secret;
  private final PsLimits limits;
  private final long configuration;
  private final SocketPump pump;
  private final FrameWriter writer;

  private FramedSocket socket; // null while not connected
  private long requestId;
  private long deadline;
  private boolean waiting;

  RemoteLink(
      PsAddress address,
      ServerShare share,
      int servers,
      PsClientConfig config,
      PsSecret secret,
      SocketPump pump) {
    this.address = address;
    this.share = share;
    this.config = config;
    this.secret = secret;
    this.limits = PsLimits.DEFAULT;
    this.configuration = Identity.fingerprint(servers, config.tables(), config.dense());
    this.pump = pump;
    this.writer = new FrameWriter(limits.frameBytes());
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public void begin(Call call) {
    if (!call.concerns(share)) {
      return;
    }
    if (socket == null) {
      connect();
    }
    writer.begin(++requestId, call.kind());
    call.encode(share, writer);
    restartTimeout();
    waiting = true;
    try {
      socket.send(writer.seal());
    } catch (IOException e) {
      throw lost("was lost", e);
    }
  }

  @Override
  public void finish(Call call) {
    if (!call.concerns(share)) {
      return;
    }
    try {
      FrameReader reply = await();
      waiting = false;
      if (reply.kind() == Wire.FAILED) {
        throw failureIn(reply);
      }
      if (reply.kind() != Wire.DONE || reply.id() != requestId) {
        throw new ProtocolException("unexpected reply " + reply.kind());
      }
      call.decode(share, reply);
    } catch (IOException e) {
      waiting = true;
      throw lost("was lost", e);
    }
  }

  /**
   * Connects and proves who both sides are.
   *
   * @return which endpoint answered
   */
  Identity connect() {
    restartTimeout();
    waiting = true;
    try {
      socket = new FramedSocket(address, pump.selector(), limits.frameBytes());
    } catch (IOException e) {
      throw lost("cannot be reached", e);
    }
    try {
      Identity identity = shakeHands();
      waiting = false;
      return identity;
    } catch (IOException e) {
      throw lost("did not accept the connection", e);
    }
  }

  private Identity shakeHands() throws IOException {
    FrameReader challenge = await();
    int version = challenge.getInt();
    if (challenge.kind() != Wire.CHALLENGE || version != Wire.VERSION) {
      throw new ProtocolException("it is no parameter server of this version of Quern");
    }
    byte[] serverNonce = challenge.getBytes(Handshake.NONCE_BYTES);
    byte[] clientNonce = Handshake.nonce();
    var handshake = new Handshake(secret, serverNonce, clientNonce, config.worker());
    writer.begin(0, Wire.PROOF).putInt(config.worker()).putBytes(clientNonce);
    socket.send(writer.putBytes(handshake.clientProof()).seal());
    FrameReader welcome = await();
    byte[] proof = welcome.getBytes(Handshake.PROOF_BYTES);
    if (welcome.kind() != Wire.WELCOME || !Handshake.matches(handshake.serverProof(), proof)) {
      throw new ProtocolException("it does not know the secret");
    }
    Identity identity = Identity.read(welcome);
    requireSameRun(identity);
    return identity;
  }

  private void requireSameRun(Identity identity) throws ProtocolException {
    if (identity.server() != share.server()
        || identity.generation() != config.generation()
        || identity.configuration() != configuration) {
      throw new ProtocolException(
          "it is server %d, generation %d of a training, not server %d, generation %d of this one"
              .formatted(
                  identity.server(), identity.generation(), share.server(), config.generation()));
    }
  }

  private FrameReader await() throws IOException {
    if (!pump.await(socket, deadline)) {
      throw lost("did not answer within " + config.timeout().toMillis() + " ms", null);
    }
    return socket.frame();
  }

  private void restartTimeout() {
    deadline = System.nanoTime() + config.timeout().toNanos();
  }

  private QuernException lost(String what, IOException cause) {
    String reason = cause == null ? "" : ": " + cause.getMessage();
    return new QuernException(
        ErrorCode.CLUSTER,
        "Parameter server %d at %s %s%s".formatted(share.server(), address, what, reason),
        cause);
  }

  private static QuernException failureIn(FrameReader reply) throws ProtocolException {
    ErrorCode code = ErrorCode.valueOf(reply.getText());
    var failure = new QuernException(code, reply.getText());
    String hint = reply.getText();
    return hint.isEmpty() ? failure : failure.withHint(hint);
  }

  /** Disconnects where a reply is still to come: it would be taken for that of the next call. */
  @Override
  public void abort() {
    if (waiting) {
      disconnect();
    }
  }

  private void disconnect() {
    waiting = false;
    if (socket != null) {
      socket.close();
      socket = null;
      pump.forgetClosed();
    }
  }

  @Override
  public void close() {
    disconnect();
    writer.close();
  }
}

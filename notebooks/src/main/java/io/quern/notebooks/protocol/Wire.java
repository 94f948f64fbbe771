package io.quern.notebooks.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The kernel's sockets. One thread owns them all: it waits for whatever comes first, drops and logs
 * what is no message, echoes heartbeats, welcomes subscribers, and sends what others have put into
 * the outbox. {@link #send} may be called on any thread, an interrupted one included.
 */
public final class Wire implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  /** How long unsent messages are kept for front ends when the kernel ends. */
  private static final int LINGER_MILLIS = 1000;

  private static final long END_MILLIS = 3000;
  private static final byte SUBSCRIBED = 1;

  private final ZMQ.Context context = ZMQ.context(1);
  private final MessageCodec codec;
  private final MessageFactory messages;
  private final Map<Channel, ZMQ.Socket> sockets;
  private final ZMQ.Socket input;
  private final ZMQ.Socket heartbeat;
  private final Outbox outbox;
  private Thread thread = new Thread();

  /**
   * Binds the sockets.
   *
   * @throws QuernException CONFIG, where an address cannot be bound
   */
  public Wire(ConnectionFile connection, MessageFactory messages) {
    this.codec = new MessageCodec(new Signer(connection.signatureScheme(), connection.key()));
    this.messages = requireNonNull(messages, "messages is null");
    sockets =
        Map.of(
            Channel.SHELL, bound(SocketType.ROUTER, connection, connection.shellPort()),
            Channel.CONTROL, bound(SocketType.ROUTER, connection, connection.controlPort()),
            Channel.IOPUB, bound(SocketType.XPUB, connection, connection.iopubPort()));
    sockets.get(Channel.IOPUB).setXpubVerbose(true); // every subscriber is to be welcomed
    // Nothing is ever asked of the user, but front ends connect to it.
    input = bound(SocketType.ROUTER, connection, connection.stdinPort());
    heartbeat = bound(SocketType.ROUTER, connection, connection.heartbeatPort());
    outbox = new Outbox(context);
  }

  /** Begins to receive; once. */
  public void start(Inbox inbox) {
    requireNonNull(inbox, "inbox is null");
    outbox.start();
    thread = new Thread(() -> run(inbox), "quern-wire");
    thread.setDaemon(true);
    thread.start();
  }

  private ZMQ.Socket bound(SocketType type, ConnectionFile connection, int port) {
    ZMQ.Socket socket = context.socket(type);
    socket.setLinger(LINGER_MILLIS);
    socket.setRcvHWM(0);
    socket.setSndHWM(0); // results must not be lost
    String endpoint = connection.endpoint(port);
    try {
      if (socket.bind(endpoint)) {
        return socket;
      }
    } catch (ZMQException e) {
      throw new QuernException(
          ErrorCode.CONFIG, "Cannot bind " + endpoint + ": " + e.getMessage(), e);
    }
    throw new QuernException(ErrorCode.CONFIG, "Cannot bind " + endpoint);
  }

  /** Sends {@code message}, after all that were sent before; returns at once. */
  public void send(Channel channel, Message message) {
    outbox.put(channel, codec.encode(message));
  }

  /** Sends what is waiting, then gives the addresses back. */
  @Override
  public void close() throws InterruptedException {
    outbox.end();
    thread.join(END_MILLIS);
  }

  private void run(Inbox inbox) {
    ZMQ.Poller poller = context.poller();
    int sent = poller.register(outbox.pulling(), ZMQ.Poller.POLLIN);
    int beat = poller.register(heartbeat, ZMQ.Poller.POLLIN);
    int shell = poller.register(sockets.get(Channel.SHELL), ZMQ.Poller.POLLIN);
    int control = poller.register(sockets.get(Channel.CONTROL), ZMQ.Poller.POLLIN);
    int subscriber = poller.register(sockets.get(Channel.IOPUB), ZMQ.Poller.POLLIN);
    boolean isOpen = true;
    while (isOpen) {
      poller.poll(-1);
      if (poller.pollin(beat)) {
        Frames.send(heartbeat, Frames.receive(heartbeat));
      }
      if (poller.pollin(control)) {
        receive(Channel.CONTROL, inbox);
      }
      if (poller.pollin(shell)) {
        receive(Channel.SHELL, inbox);
      }
      if (poller.pollin(subscriber)) {
        welcome(Frames.receive(sockets.get(Channel.IOPUB)).get(0));
      }
      if (poller.pollin(sent)) {
        isOpen = sendNext(Frames.receive(outbox.pulling()));
      }
    }
    end();
  }

  private void receive(Channel channel, Inbox inbox) {
    List<byte[]> frames = Frames.receive(sockets.get(channel));
    try {
      inbox.onMessage(channel, codec.decode(frames));
    } catch (BadMessageException e) {
      LOG.warn("A message on {} is dropped. {}", channel, e.getMessage());
    }
  }

  /**
   * @param event a byte that tells whether somebody comes or goes, then the topic
   */
  private void welcome(byte[] event) {
    if (event.length > 0 && event[0] == SUBSCRIBED) {
      Message welcome = messages.welcome(Arrays.copyOfRange(event, 1, event.length));
      Frames.send(sockets.get(Channel.IOPUB), codec.encode(welcome));
    }
  }

  /** Whether there may be more. */
  private boolean sendNext(List<byte[]> frames) {
    if (frames.size() == 1) {
      return false;
    }
    Channel channel = Channel.valueOf(new String(frames.get(0), UTF_8));
    Frames.send(sockets.get(channel), frames.subList(1, frames.size()));
    return true;
  }

  private void end() {
    outbox.pulling().close();
    sockets.values().forEach(ZMQ.Socket::close);
    input.close();
    heartbeat.close();
    context.close(); // waits for what lingers
  }
}

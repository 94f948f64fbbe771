package io.quern.cli.server.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.quern.cli.server.auth.Authentication;
import io.quern.cli.thrift.FramedTransport;
import io.quern.cli.thrift.SaslMessages;
import io.quern.cli.thrift.StreamTransport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.Optional;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.apache.thrift.transport.TTransport;

/** The beginning of a connection: who the client is, and how messages follow. Thread-safe. */
public final class Negotiation {
  private static final byte[] NOTHING = new byte[0];

  private final Authentication authentication;

  /**
   * What it ends with.
   *
   * @param user as authenticated; empty where clients need not say
   */
  public record Agreed(TTransport transport, String user) {}

  public Negotiation(Authentication authentication) {
    this.authentication = requireNonNull(authentication, "authentication is null");
  }

  /**
   * Lets a client in, or not.
   *
   * @throws IOException where the client has gone, speaks another protocol, or was refused
   */
  public Agreed agree(ClientInput in, OutputStream stream) throws IOException {
    OutputStream out = new BufferedOutputStream(stream);
    int first = in.peek();
    if (first == SaslMessages.START) {
      String user = authenticate(new SaslMessages(in, out));
      return new Agreed(new FramedTransport(in, out), user);
    }
    if (first < 0) {
      throw new ProtocolException("The client has gone");
    }
    // The first byte of Thrift's binary protocol.
    if (first == 0x80 && authentication.isOptional()) {
      return new Agreed(new StreamTransport(in, out), "");
    }
    throw new ProtocolException(
        authentication.isOptional()
            ? "The client speaks another protocol"
            : "The client does not authenticate itself");
  }

  private String authenticate(SaslMessages messages) throws IOException {
    String mechanism = new String(messages.read().payload(), US_ASCII);
    Optional<SaslServer> found = authentication.mechanism(mechanism);
    if (found.isEmpty()) {
      String reason =
          "This server expects "
              + authentication.expectation()
              + ", not SASL "
              + printable(mechanism);
      messages.refuse(reason);
      throw new SaslException(reason);
    }
    SaslServer server = found.get();
    try {
      while (!server.isComplete()) {
        SaslMessages.Message message = messages.read();
        if (message.status() != SaslMessages.OK && message.status() != SaslMessages.COMPLETE) {
          throw new SaslException("The client has given up");
        }
        byte[] challenge = server.evaluateResponse(message.payload());
        messages.write(
            server.isComplete() ? SaslMessages.COMPLETE : SaslMessages.OK,
            challenge == null ? NOTHING : challenge);
      }
      return server.getAuthorizationID();
    } catch (SaslException e) {
      messages.refuse(e.getMessage() == null ? "Authentication failed" : e.getMessage());
      throw e;
    } finally {
      server.dispose();
    }
  }

  private static String printable(String mechanism) {
    return mechanism.matches("[A-Z0-9_-]{1,20}") ? mechanism : "anything else";
  }
}

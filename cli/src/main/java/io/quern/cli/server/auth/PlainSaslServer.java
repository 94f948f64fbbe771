package io.quern.cli.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quern.api.QuernException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * SASL PLAIN (RFC 4616), of which the JDK has the client's side only: one message {@code [authzid]
 * NUL authcid NUL passwd}. Confined to one connection.
 */
final class PlainSaslServer implements SaslServer {
  static final String MECHANISM = "PLAIN";

  private final Passwords passwords;
  private String user = "";
  private boolean complete;

  PlainSaslServer(Passwords passwords) {
    this.passwords = requireNonNull(passwords, "passwords is null");
  }

  @Override
  public String getMechanismName() {
    return MECHANISM;
  }

  @Override
  public byte[] evaluateResponse(byte[] response) throws SaslException {
    String[] parts = new String(response, UTF_8).split("\0", -1);
    if (parts.length != 3 || parts[1].isEmpty()) {
      throw new SaslException("A user and a password are expected");
    }
    if (!parts[0].isEmpty() && !parts[0].equals(parts[1])) {
      throw new SaslException("A user cannot act for another one");
    }
    if (!isRight(parts[1], parts[2])) {
      throw new SaslException("User or password is wrong");
    }
    user = parts[1];
    complete = true;
    return new byte[0];
  }

  private boolean isRight(String name, String password) throws SaslException {
    try {
      return passwords.isRight(name, password);
    } catch (QuernException e) {
      throw new SaslException(e.getMessage(), e);
    }
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public String getAuthorizationID() {
    requireComplete();
    return user;
  }

  @Override
  public byte[] unwrap(byte[] incoming, int offset, int length) {
    throw new IllegalStateException("PLAIN wraps nothing");
  }

  @Override
  public byte[] wrap(byte[] outgoing, int offset, int length) {
    throw new IllegalStateException("PLAIN wraps nothing");
  }

  @Override
  public Object getNegotiatedProperty(String name) {
    requireComplete();
    return null;
  }

  private void requireComplete() {
    if (!complete) {
      throw new IllegalStateException("Authentication has not ended");
    }
  }

  @Override
  public void dispose() {}
}

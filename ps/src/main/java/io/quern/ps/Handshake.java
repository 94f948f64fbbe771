package io.quern.ps;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * How a connection begins: each side proves that it knows the secret without sending it.
 *
 * <pre>
 * server → CHALLENGE  protocol version (4) nonce (32)
 * client → PROOF      worker (4) nonce (32) HMAC of ("client", both nonces, worker)
 * server → WELCOME    HMAC of ("server", both nonces, worker) {@link Identity}
 * </pre>
 */
final class Handshake {
  static final int NONCE_BYTES = 32;
  static final int PROOF_BYTES = 32;

  /** Limit of a frame from somebody who has not proven anything yet. */
  static final int FRAME_LIMIT = 256;

  private static final byte[] CLIENT = "client".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SERVER = "server".getBytes(StandardCharsets.US_ASCII);

  private final PsSecret secret;
  private final byte[] serverNonce;
  private final byte[] clientNonce;
  private final byte[] worker;

  Handshake(PsSecret secret, byte[] serverNonce, byte[] clientNonce, int worker) {
    this.secret = secret;
    this.serverNonce = serverNonce;
    this.clientNonce = clientNonce;
    this.worker = ByteBuffer.allocate(4).putInt(worker).array();
  }

  static byte[] nonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    return nonce;
  }

  byte[] clientProof() {
    return secret.sign(CLIENT, serverNonce, clientNonce, worker);
  }

  byte[] serverProof() {
    return secret.sign(SERVER, serverNonce, clientNonce, worker);
  }

  /** Compares in constant time. */
  static boolean matches(byte[] expected, byte[] given) {
    return MessageDigest.isEqual(expected, given);
  }

  /**
   * Which server answers: a worker with an old address, or of another run, must notice.
   *
   * @param endpoint random, so that a client in the same class loader finds the server directly
   * @param configuration fingerprint of tables, dense segments and number of servers
   */
  record Identity(UUID endpoint, int server, int generation, long configuration) {

    static Identity of(UUID endpoint, ParameterServerConfig config) {
      return new Identity(
          endpoint,
          config.server(),
          config.generation(),
          fingerprint(config.servers(), config.tables(), config.dense()));
    }

    static long fingerprint(int servers, Iterable<TableConfig> tables, DenseConfig dense) {
      var text = new StringBuilder().append(servers).append(dense);
      tables.forEach(text::append);
      byte[] digest = sha256(text.toString());
      return ByteBuffer.wrap(digest).getLong();
    }

    private static byte[] sha256(String text) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has SHA-256", e);
      }
    }

    void write(FrameWriter to) {
      to.putLong(endpoint.getMostSignificantBits()).putLong(endpoint.getLeastSignificantBits());
      to.putInt(server).putInt(generation).putLong(configuration);
    }

    static Identity read(FrameReader from) throws ProtocolException {
      return new Identity(
          new UUID(from.getLong(), from.getLong()), from.getInt(), from.getInt(), from.getLong());
    }
  }
}

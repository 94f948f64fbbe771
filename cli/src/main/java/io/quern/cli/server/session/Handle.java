package io.quern.cli.server.session;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;

/**
 * What a client names a session or an operation with.
 *
 * @param secret what makes it hard to guess
 */
public record Handle(UUID id, UUID secret) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Handle random() {
    return new Handle(randomUuid(), randomUuid());
  }

  private static UUID randomUuid() {
    return new UUID(RANDOM.nextLong(), RANDOM.nextLong());
  }

  /** As a client sends it. */
  public static Handle of(THandleIdentifier identifier) {
    return new Handle(uuid(identifier.getGuid()), uuid(identifier.getSecret()));
  }

  private static UUID uuid(byte[] bytes) {
    if (bytes == null || bytes.length != 16) {
      return new UUID(0, 0); // nobody's
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  /** As a client gets it. */
  public THandleIdentifier identifier() {
    return new THandleIdentifier(bytes(id), bytes(secret));
  }

  private static ByteBuffer bytes(UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .flip();
  }
}

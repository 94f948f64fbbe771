package io.quern.cli.server.auth;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: PBKDF2 (RFC 8018) with HMAC-SHA-256 and a salt of its own.
 *
 * @param iterations of the function
 */
record PasswordHash(int iterations, byte[] salt, byte[] hash) {
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";

  /** Half a second of a core for each guess. */
  private static final int ITERATIONS = 600_000;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final String SEPARATOR = "$";
  private static final SecureRandom RANDOM = new SecureRandom();

  PasswordHash {
    requireNonNull(salt, "salt is null");
    requireNonNull(hash, "hash is null");
  }

  static PasswordHash of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new PasswordHash(ITERATIONS, salt, derive(password, salt, ITERATIONS));
  }

  /** What {@link #toString} has written; empty where it is something else. */
  static Optional<PasswordHash> parse(String text) {
    String[] parts = text.split("\\$", -1);
    try {
      return parts.length == 4 && parts[0].equals(ALGORITHM)
          ? Optional.of(
              new PasswordHash(
                  Integer.parseInt(parts[1]),
                  Base64.getDecoder().decode(parts[2]),
                  Base64.getDecoder().decode(parts[3])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean isOf(String password) {
    return MessageDigest.isEqual(hash, derive(password, salt, iterations));
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(key).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK lacks " + ALGORITHM, e);
    } finally {
      key.clearPassword();
    }
  }

  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        SEPARATOR,
        ALGORITHM,
        Integer.toString(iterations),
        base64.encodeToString(salt),
        base64.encodeToString(hash));
  }
}

package io.quern.cli.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Asks once in a while only: a right password is known again for some minutes, by its HMAC under a
 * key of this process. A pool of connections does not hash its password for each, nor ask a
 * directory. Thread-safe.
 */
public final class RememberedPasswords implements Passwords {
  private static final long NANOS = Duration.ofMinutes(5).toNanos();
  private static final int MOST_USERS = 10_000;
  private static final String ALGORITHM = "HmacSHA256";

  private final Passwords asked;
  private final LongSupplier nanoTime;
  private final SecretKeySpec key;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(byte[] code, long since) {}

  public RememberedPasswords(Passwords asked) {
    this(asked, System::nanoTime);
  }

  /**
   * @param nanoTime the clock, as {@link System#nanoTime}
   */
  RememberedPasswords(Passwords asked, LongSupplier nanoTime) {
    this.asked = requireNonNull(asked, "asked is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  @Override
  public boolean isRight(String user, String password) {
    byte[] code = code(user, password);
    Known last = known.get(user);
    if (last != null
        && nanoTime.getAsLong() - last.since() < NANOS
        && MessageDigest.isEqual(last.code(), code)) {
      return true;
    }
    boolean right = asked.isRight(user, password);
    if (right && known.size() < MOST_USERS) {
      known.put(user, new Known(code, nanoTime.getAsLong()));
    }
    return right;
  }

  private byte[] code(String user, String password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal((user + "\0" + password).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK lacks " + ALGORITHM, e);
    }
  }
}

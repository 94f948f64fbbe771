package io.quern.ps;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the servers and workers of one training share: 256 random bits, never printed. */
public final class PsSecret implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] bytes;

  private PsSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  public static PsSecret random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new PsSecret(bytes);
  }

  /** The secret that {@link #toBytes} gave. */
  public static PsSecret of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("A secret has 32 bytes, not " + bytes.length);
    }
    return new PsSecret(bytes.clone());
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  /** HMAC-SHA256 of the parts one after the other. */
  byte[] sign(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(bytes, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "PsSecret[redacted]";
  }
}

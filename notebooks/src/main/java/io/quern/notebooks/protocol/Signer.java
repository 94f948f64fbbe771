package io.quern.notebooks.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the four JSON parts of a message: HMAC over their bytes in order, in lower-case hexadecimal
 * digits. Without a key signatures are empty, and every message is taken. Thread-safe.
 */
public final class Signer {
  private static final String PREFIX = "hmac-";

  private final String algorithm;
  private final byte[] key;

  /**
   * @param scheme as the connection file has it: {@code hmac-sha256}
   * @throws QuernException CONFIG, for a scheme that Java does not know
   */
  public Signer(String scheme, String key) {
    this.algorithm = "Hmac" + scheme.replaceFirst(PREFIX, "").toUpperCase(Locale.ROOT);
    this.key = requireNonNull(key, "key is null").getBytes(UTF_8);
    try {
      Mac.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new QuernException(
          ErrorCode.CONFIG, "Signature scheme '" + scheme + "' is not supported", e);
    }
  }

  byte[] sign(List<byte[]> parts) {
    if (key.length == 0) {
      return new byte[0];
    }
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      parts.forEach(mac::update);
      return HexFormat.of().formatHex(mac.doFinal()).getBytes(UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the same time whatever the signature, so that it cannot be guessed bit by bit. */
  boolean isSignature(byte[] signature, List<byte[]> parts) {
    return key.length == 0 || MessageDigest.isEqual(signature, sign(parts));
  }
}

package io.quern.cli.server;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Sockets with TLS. Stateless. */
final class ServerSockets {
  private ServerSockets() {}

  /**
   * With the key and the certificates of a file.
   *
   * @param keystore in PKCS12 or JKS
   * @throws QuernException where it cannot be read with that password
   */
  static ServerSocketFactory withTls(Path keystore, String password) {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(in, password.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context.getServerSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new QuernException(
          ErrorCode.CONFIG,
          "Cannot read the keystore '%s': %s".formatted(keystore, e.getMessage()),
          e);
    }
  }
}

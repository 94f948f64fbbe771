package io.quern.cli.remote;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Connections to a server. Stateless. */
final class RemoteSockets {
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(20).toMillis();

  private RemoteSockets() {}

  /**
   * Connects.
   *
   * @throws QuernException where nobody listens, or who does cannot be trusted
   */
  static Socket connect(RemoteUrl url) {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(url.host(), url.port()), PATIENCE_MILLIS);
      return url.isTls() ? secured(socket, url) : socket;
    } catch (IOException | GeneralSecurityException e) {
      closeQuietly(socket);
      throw new QuernException(
          ErrorCode.CONFIG, "Cannot connect to %s: %s".formatted(url, e.getMessage()), e);
    }
  }

  private static Socket secured(Socket socket, RemoteUrl url)
      throws IOException, GeneralSecurityException {
    SSLSocket secured = (SSLSocket) factory(url).createSocket(socket, url.host(), url.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name must be the certificate's
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static SSLSocketFactory factory(RemoteUrl url)
      throws IOException, GeneralSecurityException {
    Optional<String> trusted = url.option("ssltruststore");
    if (trusted.isEmpty()) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in = Files.newInputStream(Path.of(trusted.get()))) {
      keys.load(in, url.option("truststorepassword").map(String::toCharArray).orElse(null));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing to do about it.
    }
  }
}

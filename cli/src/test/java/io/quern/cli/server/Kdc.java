package io.quern.cli.server;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/** A key distribution centre of this process, which the JDK's Kerberos asks while it runs. */
final class Kdc implements AutoCloseable {
  static final String REALM = "QUERN.TEST";
  private static final String CONFIGURATION = "java.security.krb5.conf";

  private final SimpleKdcServer server;
  private final Path folder;

  private Kdc(SimpleKdcServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * Starts it.
   *
   * @param folder for its configuration, keys and tickets
   */
  static Kdc start(Path folder) throws KrbException, IOException {
    SimpleKdcServer server = new SimpleKdcServer();
    server.setWorkDir(folder.toFile());
    server.setKdcHost("localhost");
    server.setKdcRealm(REALM);
    server.setAllowUdp(false);
    server.setKdcTcpPort(freePort());
    server.init();
    server.start(); // tells the JDK where it is
    return new Kdc(server, folder);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where programs that are to ask it find it. */
  Path configuration() {
    return Path.of(System.getProperty(CONFIGURATION));
  }

  /** Makes somebody who proves who he is with a password. */
  void add(String name, String password) throws KrbException {
    server.createPrincipal(name + "@" + REALM, password);
  }

  /** Makes somebody who proves who he is with a key, and the file with that key. */
  Path keytab(String name) throws KrbException {
    File file = folder.resolve(name.replace('/', '-') + ".keytab").toFile();
    server.createPrincipal(name + "@" + REALM);
    server.exportPrincipal(name + "@" + REALM, file);
    return file.toPath();
  }

  /** As {@code kinit -c file} does it. */
  Path ticketCache(String name, String password) throws KrbException {
    Path file = folder.resolve(name + ".ticket");
    KrbClient client = server.getKrbClient();
    client.storeTicket(client.requestTgt(name + "@" + REALM, password), file.toFile());
    return file;
  }

  /** Logs somebody in with the tickets of a file, as an application does it by JAAS. */
  static Subject login(String name, Path ticketCache) throws LoginException {
    Map<String, String> options =
        Map.of(
            "refreshKrb5Config", "true",
            "useTicketCache", "true",
            "ticketCache", ticketCache.toString(),
            "principal", name + "@" + REALM,
            "doNotPrompt", "true");
    AppConfigurationEntry entry =
        new AppConfigurationEntry(
            "com.sun.security.auth.module.Krb5LoginModule",
            LoginModuleControlFlag.REQUIRED,
            options);
    Configuration configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String application) {
            return new AppConfigurationEntry[] {entry};
          }
        };
    LoginContext login = new LoginContext("application", new Subject(), null, configuration);
    login.login();
    return login.getSubject();
  }

  @Override
  public void close() throws KrbException {
    server.stop();
  }
}

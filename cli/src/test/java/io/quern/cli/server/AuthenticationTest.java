package io.quern.cli.server;

import static io.quern.cli.server.JdbcDriversTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import io.quern.cli.engine.Engine;
import io.quern.cli.remote.RemoteEngine;
import io.quern.cli.remote.RemoteUrl;
import io.quern.cli.server.auth.Authentication;
import io.quern.cli.server.auth.LdapPasswords;
import io.quern.cli.server.auth.PasswordAuthentication;
import io.quern.cli.server.auth.PasswordFile;
import io.quern.cli.server.auth.RememberedPasswords;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is let in. */
@OnSharedServer
final class AuthenticationTest {
  @TempDir static Path folder;
  private static ServerLab lab;

  @BeforeAll
  static void start(ServerLab shared) {
    lab = shared;
  }

  private static Authentication users() {
    PasswordFile users = new PasswordFile(folder.resolve("users"));
    users.put("ada", "it's \"right\"");
    return PasswordAuthentication.by(new RememberedPasswords(users));
  }

  @ParameterizedTest
  @EnumSource
  void aPasswordLetsIn(JdbcDriver driver) throws SQLException {
    try (JdbcServer server = ServerLab.serve(lab.spark(), users())) {
      String url = ServerLab.url(server);
      assertThat(greeting(driver.connect(url, "ada", "it's \"right\""))).isEqualTo("hello ada");
      assertThatThrownBy(() -> driver.connect(url, "ada", "wrong"))
          .isInstanceOf(SQLException.class)
          .hasStackTraceContaining("User or password is wrong");
      assertThatThrownBy(() -> driver.connect(url, "eve", "it's \"right\""))
          .hasStackTraceContaining("User or password is wrong");
      assertThatThrownBy(() -> driver.connect(url + ";auth=noSasl"))
          .isInstanceOf(SQLException.class);
      assertThat(server.sessions()).isZero();
    }
  }

  @Test
  void whereNobodyIsAskedSaslMayBeLeftOut() throws SQLException {
    assertThat(greeting(JdbcDriver.HIVE_3.connect(lab.url() + ";auth=noSasl")))
        .isEqualTo("hello " + System.getProperty("user.name"));
  }

  @Test
  void withoutAuthenticationNobodyOfTheNetworkIsServed() {
    assertThatThrownBy(
            () ->
                JdbcServer.start(
                    new ServerSettings(
                        new InetSocketAddress("0.0.0.0", 0),
                        ServerSocketFactory.getDefault(),
                        PasswordAuthentication.none(),
                        1,
                        Map.of(),
                        "test"),
                    lab.spark()))
        .hasMessage("Without authentication the server listens on loopback only, not on '0.0.0.0'");
  }

  @Test
  void aDirectoryTellsWhoMayCome() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    InMemoryDirectoryServer directory = new InMemoryDirectoryServer(config);
    directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
    directory.add(
        "dn: uid=ada,dc=example,dc=org",
        "objectClass: inetOrgPerson",
        "uid: ada",
        "cn: Ada",
        "sn: L",
        "userPassword: right");
    directory.startListening();
    LdapPasswords passwords =
        new LdapPasswords(
            "ldap://127.0.0.1:" + directory.getListenPort(), "uid={user},dc=example,dc=org");
    try (JdbcServer server = ServerLab.serve(lab.spark(), PasswordAuthentication.by(passwords))) {
      String url = ServerLab.url(server);
      assertThat(greeting(JdbcDriver.HIVE_4.connect(url, "ada", "right"))).isEqualTo("hello ada");
      assertThatThrownBy(() -> JdbcDriver.HIVE_4.connect(url, "ada", "wrong"))
          .hasStackTraceContaining("User or password is wrong");
      assertThat(passwords.isRight("ada", "")).isFalse();
      assertThat(passwords.isRight("ada,dc=example", "right")).isFalse();
      directory.shutDown(true);
      assertThatThrownBy(() -> JdbcDriver.HIVE_4.connect(url, "ada", "right"))
          .hasStackTraceContaining("does not answer");
    }
  }

  @Test
  void tlsHidesWhatIsSaid() throws Exception {
    Path keystore = keystore();
    try (JdbcServer server =
        ServerLab.serve(lab.spark(), users(), ServerSockets.withTls(keystore, "changeit"))) {
      String tls = ";ssl=true;sslTrustStore=%s;trustStorePassword=changeit".formatted(keystore);
      for (JdbcDriver driver : JdbcDriver.values()) {
        String url = ServerLab.url(server).replace("127.0.0.1", "localhost") + tls;
        assertThat(greeting(driver.connect(url, "ada", "it's \"right\""))).isEqualTo("hello ada");
      }
      try (Engine engine =
          RemoteEngine.connect(
              RemoteUrl.parse(
                  "jdbc:hive2://localhost:%d/%s;user=ada;password=it's \"right\""
                      .formatted(server.port(), tls)))) {
        assertThat(engine.names().functions()).contains("abs");
      }
      assertThatThrownBy(
              () ->
                  RemoteEngine.connect(
                      RemoteUrl.parse(
                          "jdbc:hive2://localhost:%d/;ssl=true".formatted(server.port()))))
          .hasMessageStartingWith(
              "Cannot connect to jdbc:hive2://localhost:%d/: ".formatted(server.port()));
    }
  }

  private static Path keystore() throws IOException, InterruptedException {
    Path keystore = folder.resolve("keys.p12");
    if (!Files.exists(keystore)) {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keyalg",
                  "RSA",
                  "-alias",
                  "server",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "SAN=dns:localhost,ip:127.0.0.1",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  "changeit",
                  "-keystore",
                  keystore.toString())
              .inheritIO()
              .start();
      assertThat(keytool.waitFor()).isZero();
    }
    return keystore;
  }

  private static String greeting(Connection opened) throws SQLException {
    try (Connection connection = opened;
        Statement statement = connection.createStatement()) {
      return texts(statement.executeQuery("select concat('hello ', current_user())")).get(0);
    }
  }
}

package io.quern.cli.server;

import static io.quern.cli.server.JdbcDriversTest.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.cli.remote.RemoteEngine;
import io.quern.cli.remote.RemoteUrl;
import io.quern.cli.server.auth.KerberosAuthentication;
import io.quern.cli.thrift.SaslMessages;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients with and without tickets of a real KDC. */
@OnSharedServer
final class KerberosTest {
  private static final String SERVER = "hive/localhost";
  private static final String FROM_SUBJECT = ";auth=kerberos;kerberosAuthType=fromSubject";

  @TempDir static Path folder;
  private static Kdc kdc;
  private static Path serverKey;
  private static Path ada;
  private static ServerLab lab;
  private static JdbcServer server;

  @BeforeAll
  static void start(ServerLab shared) throws Exception {
    lab = shared;
    kdc = Kdc.start(folder);
    serverKey = kdc.keytab(SERVER);
    kdc.add("ada", "right");
    ada = kdc.ticketCache("ada", "right");
    server =
        ServerLab.serve(
            lab.spark(), KerberosAuthentication.login(SERVER + "@" + Kdc.REALM, serverKey));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    kdc.close();
  }

  private static String url(String service) {
    return "jdbc:hive2://localhost:%d/default;principal=%s@%s"
        .formatted(server.port(), service, Kdc.REALM);
  }

  private static String user(Connection opened) throws SQLException {
    try (Connection connection = opened;
        Statement statement = connection.createStatement()) {
      return texts(statement.executeQuery("select current_user()")).get(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTicketOfTheApplicationLetsIn(JdbcDriver driver) throws Exception {
    PrivilegedExceptionAction<String> ask = () -> user(driver.connect(url(SERVER) + FROM_SUBJECT));
    assertThat(Subject.doAs(Kdc.login("ada", ada), ask)).isEqualTo("ada");
  }

  /**
   * What a user does who has called kinit: nothing but the principal in the URL. Hive's drivers
   * need Hadoop and its configuration beside them for that, as they always do.
   */
  @ParameterizedTest
  @EnumSource
  void aTicketOfTheSystemLetsIn(JdbcDriver driver) throws Exception {
    assertThat(askInAnotherProcess(driver, ada)).isEqualTo("ada");
  }

  @ParameterizedTest
  @EnumSource
  void withoutATicketTheDriverSaysSo(JdbcDriver driver) throws Exception {
    assertThat(askInAnotherProcess(driver, folder.resolve("none")))
        .startsWith("refused: ")
        .contains(
            driver == JdbcDriver.KYUUBI
                ? "LoginException: Unable to obtain Principal Name"
                : "GSS initiate failed");
    assertThat(server.sessions()).isZero();
  }

  private static String askInAnotherProcess(JdbcDriver driver, Path tickets) throws Exception {
    Path answer = Files.createTempFile(folder, "answer", ".txt");
    String said =
        Programs.output(
            folder,
            Map.of("KRB5CCNAME", tickets.toString()),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.security.krb5.conf=" + kdc.configuration(),
            "-cp",
            classPath(driver),
            TicketClient.class.getName(),
            url(SERVER),
            answer.toString());
    String told = Files.readString(answer);
    return told.isEmpty() ? said : told;
  }

  private static String classPath(JdbcDriver driver) throws IOException {
    Files.writeString(
        folder.resolve("core-site.xml"),
        """
        <configuration><property>
          <name>hadoop.security.authentication</name><value>kerberos</value>
        </property></configuration>
        """);
    Stream<String> needed =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                path ->
                    path.endsWith("test-classes")
                        || driver != JdbcDriver.KYUUBI
                            && path.matches(".*hadoop-client-(api|runtime)-[^/]*"));
    return Stream.of(Stream.of(folder.toString()), needed, Stream.of(driver.jar().toString()))
        .flatMap(paths -> paths)
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void aPasswordDoesNotLetIn() {
    String url = "jdbc:hive2://localhost:%d/".formatted(server.port());
    for (JdbcDriver driver : JdbcDriver.values()) {
      assertThatThrownBy(() -> driver.connect(url, "ada", "right"))
          .isInstanceOf(SQLException.class)
          .hasStackTraceContaining("This server expects a Kerberos ticket, not SASL PLAIN");
      assertThatThrownBy(() -> driver.connect(url + ";auth=noSasl"))
          .isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(() -> RemoteEngine.connect(RemoteUrl.parse(url + ";user=ada")))
        .hasMessage(
            "The server refuses 'ada': This server expects a Kerberos ticket, not SASL PLAIN");
    assertThat(server.sessions()).isZero();
  }

  @Test
  void aTicketForAnotherServerDoesNotLetIn() throws Exception {
    kdc.keytab("other/localhost");
    PrivilegedExceptionAction<String> ask =
        () -> user(JdbcDriver.HIVE_4.connect(url("other/localhost") + FROM_SUBJECT));
    assertThatThrownBy(() -> Subject.doAs(Kdc.login("ada", ada), ask))
        .hasStackTraceContaining("The Kerberos ticket is not accepted: ");
  }

  @Test
  void nobodyActsForSomebodyElse() throws Exception {
    Subject subject = Kdc.login("ada", ada);
    assertThat(negotiateAs("ada@" + Kdc.REALM, subject).status()).isEqualTo(SaslMessages.COMPLETE);
    SaslMessages.Message refusal = negotiateAs("eve", subject);
    assertThat(refusal.status()).isEqualTo(SaslMessages.BAD);
    assertThat(new String(refusal.payload(), UTF_8))
        .isEqualTo("ada@QUERN.TEST is not authorized to connect as eve");
  }

  /** The last message of a negotiation in which {@code subject} asks to act for {@code other}. */
  private static SaslMessages.Message negotiateAs(String other, Subject subject) throws Exception {
    PrivilegedExceptionAction<SaslMessages.Message> negotiate =
        () -> {
          SaslClient client =
              Sasl.createSaslClient(
                  new String[] {"GSSAPI"}, other, "hive", "localhost", Map.of(), null);
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            return negotiate(
                client, new SaslMessages(socket.getInputStream(), socket.getOutputStream()));
          }
        };
    return Subject.doAs(subject, negotiate);
  }

  private static SaslMessages.Message negotiate(SaslClient client, SaslMessages messages)
      throws IOException {
    messages.write(SaslMessages.START, "GSSAPI".getBytes(UTF_8));
    messages.write(SaslMessages.OK, client.evaluateChallenge(new byte[0]));
    SaslMessages.Message answer = messages.read();
    while (answer.status() == SaslMessages.OK) {
      byte[] response = client.evaluateChallenge(answer.payload());
      messages.write(
          client.isComplete() ? SaslMessages.COMPLETE : SaslMessages.OK,
          response == null ? new byte[0] : response);
      answer = messages.read();
    }
    return answer;
  }

  @Test
  void theServerNeedsItsOwnKey() throws Exception {
    Path foreign = kdc.keytab("foreign/localhost");
    assertThatThrownBy(() -> KerberosAuthentication.login(SERVER + "@" + Kdc.REALM, foreign))
        .hasMessage("'%s' has no key of 'hive/localhost@QUERN.TEST'".formatted(foreign));
    assertThatThrownBy(() -> KerberosAuthentication.login("hive", foreign))
        .hasMessage("Principal 'hive' is not service/host@REALM");
    Path missing = folder.resolve("missing.keytab");
    assertThatThrownBy(() -> KerberosAuthentication.login(SERVER + "@" + Kdc.REALM, missing))
        .hasMessage("'%s' has no key of 'hive/localhost@QUERN.TEST'".formatted(missing));
  }
}

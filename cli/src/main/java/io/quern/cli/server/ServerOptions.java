package io.quern.cli.server;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.run.ProgramOptions;
import io.quern.cli.session.SessionOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The arguments of {@code bin/quern server}, each declared once for parsing and for help. */
@Command(
    name = "server",
    description = "Let JDBC clients in: jdbc:hive2://host:port/",
    footer = {
      "",
      "Without --auth it listens on this machine's loopback only. Ends with Ctrl-C or SIGTERM."
    },
    sortOptions = false,
    mixinStandardHelpOptions = false)
public final class ServerOptions {
  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--host",
      description = "Name or address to listen on (default ${DEFAULT-VALUE}).",
      defaultValue = "127.0.0.1")
  private String host;

  @Option(
      names = "--port",
      description = "Port to listen on, 0 for one that is free (default ${DEFAULT-VALUE}).",
      defaultValue = "10000")
  private int port;

  @Option(
      names = "--max-sessions",
      paramLabel = "N",
      description = "How many sessions there may be at once (default ${DEFAULT-VALUE}).",
      defaultValue = "200")
  private int maxSessions;

  @Option(
      names = "--auth",
      description =
          "How clients prove who they are: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).",
      defaultValue = "none")
  private AuthenticationKind authentication;

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = "With file: users and their hashed passwords.")
  private Path users;

  @Option(
      names = "--add-user",
      paramLabel = "NAME",
      description = "Add a user to --users, or change the password, which is asked for; and leave.")
  private String addedUser;

  @Option(names = "--ldap-url", paramLabel = "URL", description = "With ldap: the directory.")
  private String ldapUrl;

  @Option(
      names = "--ldap-user",
      paramLabel = "PATTERN",
      description =
          "With ldap: the name to bind with, with {user} for the user:"
              + " uid={user},ou=people,dc=example,dc=org")
  private String ldapUser;

  @Option(
      names = "--principal",
      paramLabel = "NAME",
      description = "With kerberos: the server's, service/host@REALM.")
  private String principal;

  @Option(names = "--keytab", paramLabel = "FILE", description = "With kerberos: its key.")
  private Path keytab;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "Speak TLS with the key and certificate of this PKCS12 or JKS file.")
  private Path keystore;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "The file whose first line is the keystore's password.")
  private Path keystorePassword;

  @Mixin private SessionOptions session = new SessionOptions();

  @Mixin private ProgramOptions program = new ProgramOptions();

  /**
   * What the declarations above cannot say.
   *
   * @throws QuernException where an option is missing or out of range
   */
  void check() {
    if (port < 0 || port > MOST_PORT) {
      throw wrong("--port must be between 0 and " + MOST_PORT + ", found " + port);
    }
    if (maxSessions < 1) {
      throw wrong("--max-sessions must be at least 1, found " + maxSessions);
    }
    if (addedUser != null) {
      require("--add-user", "--users", users);
    }
    switch (authentication) {
      case NONE -> {}
      case FILE -> require("--auth file", "--users", users);
      case LDAP -> {
        require("--auth ldap", "--ldap-url", ldapUrl);
        require("--auth ldap", "--ldap-user", ldapUser);
      }
      case KERBEROS -> {
        require("--auth kerberos", "--principal", principal);
        require("--auth kerberos", "--keytab", keytab);
      }
    }
    if (keystore != null) {
      require("--tls-keystore", "--tls-password-file", keystorePassword);
    }
  }

  private static void require(String option, String needed, Object given) {
    if (given == null) {
      throw wrong(option + " needs " + needed);
    }
  }

  private static QuernException wrong(String message) {
    return new QuernException(ErrorCode.CONFIG, message);
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  int maxSessions() {
    return maxSessions;
  }

  AuthenticationKind authentication() {
    return authentication;
  }

  Path users() {
    return users;
  }

  Optional<String> addedUser() {
    return Optional.ofNullable(addedUser);
  }

  String ldapUrl() {
    return ldapUrl;
  }

  String ldapUser() {
    return ldapUser;
  }

  String principal() {
    return principal;
  }

  Path keytab() {
    return keytab;
  }

  Optional<Path> keystore() {
    return Optional.ofNullable(keystore);
  }

  Path keystorePassword() {
    return keystorePassword;
  }

  SessionOptions session() {
    return session;
  }

  ProgramOptions program() {
    return program;
  }
}

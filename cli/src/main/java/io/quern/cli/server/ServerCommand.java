package io.quern.cli.server;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.output.Screen;
import io.quern.cli.run.ErrorPrinter;
import io.quern.cli.run.ExitCode;
import io.quern.cli.server.auth.Authentication;
import io.quern.cli.server.auth.KerberosAuthentication;
import io.quern.cli.server.auth.LdapPasswords;
import io.quern.cli.server.auth.PasswordAuthentication;
import io.quern.cli.server.auth.PasswordFile;
import io.quern.cli.server.auth.RememberedPasswords;
import io.quern.cli.session.Sessions;
import io.quern.cli.session.Versions;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import org.apache.spark.sql.classic.SparkSession;
import picocli.CommandLine;
import sun.misc.Signal;

/** What {@code bin/quern server} does, until it is told to stop. */
public final class ServerCommand {
  private static final int SLOTS_PER_CORE = 4;
  private static final int LEAST_SLOTS = 16;

  private final ServerOptions options;
  private final PrintStream out;
  private final PrintStream err;

  public ServerCommand(ServerOptions options, PrintStream out, PrintStream err) {
    this.options = requireNonNull(options, "options is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  /**
   * Settings where the arguments say nothing. Sessions share the cores, or the first one's jobs
   * would all go first. A training holds a slot for each of its workers as long as it runs, and has
   * no more workers than there are cores: with more slots than cores, others find some.
   */
  static Map<String, String> defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Map.of(
        "spark.app.name",
        "quern-server",
        "spark.scheduler.mode",
        "FAIR",
        "spark.master",
        "local[%d]".formatted(Math.max(LEAST_SLOTS, SLOTS_PER_CORE * cores)),
        "spark.default.parallelism",
        Integer.toString(cores));
  }

  /** Runs it to its end. */
  public ExitCode run() {
    if (options.program().asksForHelp()) {
      new CommandLine(options).setCommandName("bin/quern server").usage(out);
      return ExitCode.OK;
    }
    ErrorPrinter errors = new ErrorPrinter(err, Screen.none(), options.program().debug());
    try {
      options.check();
    } catch (QuernException e) {
      errors.print(e);
      return ExitCode.USAGE;
    }
    try {
      if (options.addedUser().isPresent()) {
        addUser(options.addedUser().get());
      } else {
        serve();
      }
      return ExitCode.OK;
    } catch (QuernException e) {
      errors.print(e);
      return ExitCode.CANNOT_START;
    }
  }

  private void addUser(String user) {
    new PasswordFile(options.users()).put(user, readPassword(user));
    err.println("User '%s' is in %s".formatted(user, options.users()));
  }

  private static String readPassword(String user) {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("Password of %s: ", user);
      return typed == null ? "" : new String(typed);
    }
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new QuernException(ErrorCode.CONFIG, "Cannot read a password: " + e.getMessage(), e);
    }
  }

  private void serve() {
    CountDownLatch stopped = new CountDownLatch(1);
    Signal.handle(new Signal("TERM"), signal -> stopped.countDown());
    Signal.handle(new Signal("INT"), signal -> stopped.countDown());
    // Whatever is wrong with the arguments is told before Spark starts.
    ServerSettings settings = settings();
    SparkSession spark = Sessions.start(options.session(), defaults());
    try (JdbcServer server = JdbcServer.start(settings, spark)) {
      out.println("Listening on " + url(server.port()));
      warn();
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      spark.stop();
    }
  }

  private String url(int port) {
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return "jdbc:hive2://%s:%d/%s"
        .formatted(host, port, options.keystore().map(k -> ";ssl=true").orElse(""));
  }

  private void warn() {
    boolean sendsPasswords =
        options.authentication() == AuthenticationKind.FILE
            || options.authentication() == AuthenticationKind.LDAP;
    boolean isFar = !new InetSocketAddress(options.host(), 0).getAddress().isLoopbackAddress();
    if (sendsPasswords && isFar && options.keystore().isEmpty()) {
      err.println("note: Passwords come over the network in the clear; --tls-keystore hides them");
    }
  }

  private ServerSettings settings() {
    return new ServerSettings(
        new InetSocketAddress(options.host(), options.port()),
        options.keystore().map(this::withTls).orElseGet(ServerSocketFactory::getDefault),
        authentication(),
        options.maxSessions(),
        options.session().variables(),
        Versions.quern());
  }

  private ServerSocketFactory withTls(Path keystore) {
    try {
      List<String> lines = Files.readAllLines(options.keystorePassword());
      return ServerSockets.withTls(keystore, lines.isEmpty() ? "" : lines.get(0));
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.CONFIG, "Cannot read '%s'".formatted(options.keystorePassword()), e);
    }
  }

  private Authentication authentication() {
    return switch (options.authentication()) {
      case NONE -> PasswordAuthentication.none();
      case FILE -> {
        PasswordFile users = new PasswordFile(options.users());
        users.check();
        yield PasswordAuthentication.by(new RememberedPasswords(users));
      }
      case LDAP ->
          PasswordAuthentication.by(
              new RememberedPasswords(new LdapPasswords(options.ldapUrl(), options.ldapUser())));
      case KERBEROS -> KerberosAuthentication.login(options.principal(), options.keytab());
    };
  }
}

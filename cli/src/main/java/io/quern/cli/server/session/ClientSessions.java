package io.quern.cli.server.session;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.classic.SparkSession;

/** All sessions of a server. A handle is worth something to the user only who has got it. */
public final class ClientSessions implements AutoCloseable {
  private final SparkSession spark;
  private final Map<String, String> variables;
  private final int most;
  private final StatementThreads threads;
  private final Map<Handle, ClientSession> sessions = new ConcurrentHashMap<>();

  /**
   * @param spark whose catalog the sessions share
   * @param variables that every session begins with
   * @param most sessions at once
   */
  public ClientSessions(SparkSession spark, Map<String, String> variables, int most) {
    this.spark = requireNonNull(spark, "spark is null");
    this.variables = Map.copyOf(variables);
    this.most = most;
    this.threads = new StatementThreads(most * ClientSession.STATEMENTS_AT_ONCE);
  }

  /**
   * A new one.
   *
   * @param user as authenticated
   * @param settings the client's, as the protocol names them
   */
  public synchronized ClientSession open(String user, Map<String, String> settings) {
    if (sessions.size() >= most) {
      throw new QuernException(
              ErrorCode.RESOURCE, "The server has %d sessions, as many as it may".formatted(most))
          .withHint("--max-sessions sets how many");
    }
    SparkSession own = (SparkSession) spark.newSession();
    ClientSession session = new ClientSession(user, own, threads);
    try {
      variables.forEach((name, value) -> own.conf().set(name, value));
      SessionSettings.apply(settings, own);
    } catch (QuernException e) {
      session.close();
      throw e;
    }
    sessions.put(session.handle(), session);
    return session;
  }

  /**
   * The session of that handle.
   *
   * @throws QuernException where {@code user} has none
   */
  public ClientSession find(Handle handle, String user) {
    return Optional.ofNullable(sessions.get(handle))
        .filter(session -> session.user().equals(user))
        .orElseThrow(() -> new QuernException(ErrorCode.NAME, "The session is closed"));
  }

  /**
   * The operation of that handle.
   *
   * @throws QuernException where {@code user} has none
   */
  public Operation findOperation(Handle handle, String user) {
    return sessionOf(handle, user)
        .flatMap(session -> session.find(handle))
        .orElseThrow(() -> new QuernException(ErrorCode.NAME, "The statement is closed"));
  }

  private Optional<ClientSession> sessionOf(Handle operation, String user) {
    return sessions.values().stream()
        .filter(session -> session.user().equals(user) && session.find(operation).isPresent())
        .findFirst();
  }

  /** Closes an operation; one that is closed already stays so. */
  public void closeOperation(Handle handle, String user) {
    sessionOf(handle, user).ifPresent(session -> session.close(handle));
  }

  /** Closes a session and what runs in it; one that is closed already stays so. */
  public void close(Handle handle, String user) {
    Optional<ClientSession> found =
        Optional.ofNullable(sessions.get(handle)).filter(session -> session.user().equals(user));
    found.ifPresent(session -> sessions.remove(handle));
    found.ifPresent(ClientSession::close);
  }

  /** How many there are. */
  public int size() {
    return sessions.size();
  }

  /** Closes all of them. */
  @Override
  public void close() {
    List.copyOf(sessions.values()).forEach(ClientSession::close);
    sessions.clear();
    threads.close();
  }
}

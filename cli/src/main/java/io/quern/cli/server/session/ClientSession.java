package io.quern.cli.server.session;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A session of a client: settings, views and registered functions of its own. A few of its
 * statements run at once, further ones wait for those. Thread-safe.
 */
public final class ClientSession {
  /** So that a client can look at, or cancel, what it has started. */
  static final int STATEMENTS_AT_ONCE = 4;

  /** What a client that never closes statements may leave open. */
  private static final int MOST_OPERATIONS = 1000;

  private final Handle handle = Handle.random();
  private final String user;
  private final SparkSession spark;
  private final StatementThreads threads;
  private final Map<Handle, Operation> operations = new ConcurrentHashMap<>();

  // Guarded by this.
  private final Queue<StatementOperation> waiting = new ArrayDeque<>();
  private int running;
  private boolean closed;

  ClientSession(String user, SparkSession spark, StatementThreads threads) {
    this.user = requireNonNull(user, "user is null");
    this.spark = requireNonNull(spark, "spark is null");
    this.threads = requireNonNull(threads, "threads is null");
  }

  public Handle handle() {
    return handle;
  }

  /** As authenticated. */
  String user() {
    return user;
  }

  /** Starts a text, or has it wait; returns at once. */
  public Operation execute(String text, Optional<Duration> timeout) {
    StatementOperation statement = new StatementOperation(user, spark, text, timeout);
    add(statement);
    boolean starts;
    synchronized (this) {
      starts = running < STATEMENTS_AT_ONCE;
      if (starts) {
        running++;
      } else {
        waiting.add(statement);
      }
    }
    if (starts) {
      start(statement);
    }
    return statement;
  }

  private void start(StatementOperation statement) {
    threads.run(
        () -> {
          for (Optional<StatementOperation> next = Optional.of(statement);
              next.isPresent();
              next = next()) {
            runTimed(next.get());
          }
        });
  }

  private void runTimed(StatementOperation statement) {
    Optional<ScheduledFuture<?>> expiry =
        statement.timeout().map(time -> threads.after(time, statement::expire));
    try {
      statement.run();
    } finally {
      expiry.ifPresent(future -> future.cancel(false));
    }
  }

  /** What has waited longest; empty where this thread is to go. */
  private synchronized Optional<StatementOperation> next() {
    Optional<StatementOperation> next = Optional.ofNullable(waiting.poll());
    if (next.isEmpty()) {
      running--;
    }
    return next;
  }

  /** An operation whose rows are what {@code question} answers at once. */
  public Operation ask(StructType columns, Function<SparkSession, List<Row>> question) {
    SparkSession.setActiveSession(spark);
    try {
      Operation answer = new RowsOperation(columns, question.apply(spark));
      add(answer);
      return answer;
    } finally {
      SparkSession.clearActiveSession();
    }
  }

  private void add(Operation operation) {
    synchronized (this) {
      if (closed) {
        throw new QuernException(ErrorCode.NAME, "The session is closed");
      }
      if (operations.size() >= MOST_OPERATIONS) {
        throw new QuernException(
                ErrorCode.RESOURCE,
                "The session has %d statements open".formatted(operations.size()))
            .withHint("Close each with Statement.close()");
      }
      operations.put(operation.handle(), operation);
    }
  }

  Optional<Operation> find(Handle operation) {
    return Optional.ofNullable(operations.get(operation));
  }

  /** Stops an operation, if there is one, and forgets it. */
  void close(Handle operation) {
    Optional.ofNullable(operations.remove(operation)).ifPresent(Operation::close);
  }

  /** Stops everything in it. */
  void close() {
    List<Operation> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(operations.values());
      operations.clear();
    }
    left.forEach(Operation::close);
    // Spark 4.1 registers a cleaner for each session that holds on to it: without this, none ever
    // goes.
    spark.artifactManager().close();
  }
}

package io.quern.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A statement on a thread of its own, and what it says meanwhile, as its driver tells it. */
public final class RunningStatement implements AutoCloseable {
  private final Statement statement;
  private final FutureTask<Boolean> execution;
  private final List<String> log = new ArrayList<>();

  public RunningStatement(Statement statement, String text) {
    this.statement = statement;
    execution = new FutureTask<>(() -> statement.execute(text));
    new Thread(execution, "application").start();
  }

  /** Waits until a line begins like this. */
  public void awaitLog(String beginning) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              readLog();
              assertThat(execution.isDone()).isFalse();
              return log.stream().anyMatch(line -> line.startsWith(beginning));
            });
  }

  /** The lines so far. */
  List<String> log() {
    return List.copyOf(log);
  }

  /** Hive's getQueryLog(), Kyuubi's getExecLog(): JDBC has no such call. */
  @SuppressWarnings("unchecked")
  private void readLog() throws ReflectiveOperationException {
    for (Method method : statement.getClass().getMethods()) {
      boolean isOfHive = method.getName().equals("getQueryLog");
      if ((isOfHive || method.getName().equals("getExecLog")) && method.getParameterCount() == 0) {
        log.addAll((List<String>) method.invoke(statement));
        return;
      }
    }
    throw new NoSuchMethodException("No log");
  }

  boolean isDone() {
    return execution.isDone();
  }

  /** What it has failed with. */
  public SQLException failure() throws InterruptedException, TimeoutException {
    try {
      boolean hasRows = execution.get(30, TimeUnit.SECONDS);
      throw new AssertionError("It has ended with rows: " + hasRows);
    } catch (ExecutionException e) {
      return (SQLException) e.getCause();
    }
  }

  @Override
  public void close() {
    execution.cancel(true);
  }
}

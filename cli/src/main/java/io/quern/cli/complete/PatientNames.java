package io.quern.cli.complete;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Names that take their time, asked for on a thread of its own: a catalog may be far away, and a
 * key must not hang. What comes too late for one key is there for the next. Thread-safe.
 */
public final class PatientNames implements Names {
  private static final long PATIENCE_MILLIS = 700;
  private static final ExecutorService ASKING =
      Executors.newSingleThreadExecutor(PatientNames::newThread);

  private final Names slow;
  private final Map<String, CompletableFuture<List<?>>> answers = new ConcurrentHashMap<>();

  public PatientNames(Names slow) {
    this.slow = requireNonNull(slow, "slow is null");
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "quern-names");
    thread.setDaemon(true);
    return thread;
  }

  /** What is known may be wrong now: a statement has run. */
  public void forget() {
    answers.clear();
  }

  @Override
  public List<String> tables() {
    return answer("tables", slow::tables);
  }

  @Override
  public List<Column> columns(String table) {
    return answer("columns of " + table, () -> slow.columns(table));
  }

  @Override
  public List<String> functions() {
    return answer("functions", slow::functions);
  }

  @SuppressWarnings("unchecked") // a question has answers of one type
  private <T> List<T> answer(String question, Supplier<List<T>> read) {
    CompletableFuture<List<?>> asked =
        answers.computeIfAbsent(question, q -> CompletableFuture.supplyAsync(read::get, ASKING));
    try {
      return (List<T>) asked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
      return List.of(); // none yet, or no such table
    }
  }
}

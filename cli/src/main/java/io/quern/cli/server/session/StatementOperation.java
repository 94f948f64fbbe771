package io.quern.cli.server.session;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.engine.RunningWork;
import io.quern.cli.progress.ProgressPrinter;
import io.quern.cli.run.Cancellation;
import io.quern.cli.server.rows.WireColumns;
import io.quern.cli.server.session.OperationStatus.Failure;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptRunner;
import io.quern.planner.script.ScriptText;
import io.quern.planner.session.Notes;
import io.quern.planner.session.SparkErrors;
import io.quern.planner.session.TrainingListeners;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.spark.sql.catalyst.CurrentUserContext;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A text that a client runs, and its last result. It has finished as soon as the first rows are
 * there; the others are computed when they are fetched.
 */
final class StatementOperation implements Operation, Runnable {
  private static final String NAME = "statement";

  private final Handle handle = Handle.random();
  private final LogLines log = new LogLines();
  private final String user;
  private final SparkSession session;
  private final ScriptText script;
  private final Optional<Duration> timeout;

  // Guarded by this. A fetch is work too.
  private Optional<RunningWork> work = Optional.empty();
  private TOperationState state = TOperationState.PENDING_STATE;
  private Optional<TOperationState> stoppedAs = Optional.empty();
  private Optional<Failure> failure = Optional.empty();
  private Optional<ResultCursor> cursor = Optional.empty();
  private long began;
  private long ended;

  /**
   * @param user who {@code current_user()} is; empty for the one whose process this is
   * @param timeout after which it is stopped; empty for never
   */
  StatementOperation(String user, SparkSession session, String text, Optional<Duration> timeout) {
    this.user = requireNonNull(user, "user is null");
    this.session = requireNonNull(session, "session is null");
    this.script = new ScriptText(NAME, text);
    this.timeout = requireNonNull(timeout, "timeout is null");
  }

  @Override
  public Handle handle() {
    return handle;
  }

  Optional<Duration> timeout() {
    return timeout;
  }

  /** Runs it on this thread, unless it has been stopped meanwhile. */
  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    try {
      finish(execute());
    } catch (ScriptException e) {
      fail(e);
    } catch (Throwable e) { // a defect must not leave the client waiting
      end(TOperationState.ERROR_STATE, Failure.of(SparkErrors.translate(e, session)));
    }
  }

  private synchronized boolean begin() {
    if (state != TOperationState.PENDING_STATE) {
      return false;
    }
    state = TOperationState.RUNNING_STATE;
    began = System.currentTimeMillis();
    enter();
    return true;
  }

  private void enter() {
    RunningWork running = new RunningWork();
    work = Optional.of(running);
    SparkSession.setActiveSession(session);
    if (!user.isEmpty()) {
      CurrentUserContext.CURRENT_USER().set(user);
    }
    running.enter(session.sparkContext());
  }

  /** Nothing of it goes on on this thread: whoever learns that it has ended may fetch. */
  private synchronized void leave() {
    work.ifPresent(RunningWork::end);
    work = Optional.empty();
    SparkSession.clearActiveSession();
    CurrentUserContext.CURRENT_USER().remove();
  }

  private Optional<ResultCursor> execute() throws ScriptException {
    LastResult last = new LastResult();
    try (PrintStream lines = log.stream();
        ProgressPrinter progress = new ProgressPrinter(lines, 0);
        var notes = Notes.listen(session, note -> log.add("note: " + note));
        var trainings = TrainingListeners.register(session, progress)) {
      new ScriptRunner(session, last).run(script);
      return last.result().isPresent()
          ? Optional.of(ResultCursor.open(last.result().get()))
          : Optional.empty();
    }
  }

  private synchronized void finish(Optional<ResultCursor> result) {
    if (stoppedAs.isPresent()) {
      end(stoppedAs.get(), Failure.of(stopped()));
    } else {
      leave();
      cursor = result;
      state = TOperationState.FINISHED_STATE;
      ended = System.currentTimeMillis();
      notifyAll();
    }
  }

  private synchronized void fail(ScriptException e) {
    end(stoppedAs.orElse(TOperationState.ERROR_STATE), told(e));
  }

  private Failure told(ScriptException e) {
    QuernException error = stoppedAs.isPresent() ? Cancellation.told(e) : e.error();
    return Failure.of(error, e.script().equals(script) ? "" : e.script().name());
  }

  private synchronized void end(TOperationState as, Failure why) {
    leave();
    state = as;
    failure = Optional.of(why);
    ended = System.currentTimeMillis();
    notifyAll();
  }

  private static QuernException stopped() {
    return new QuernException(ErrorCode.CANCELLED, "The statement was cancelled");
  }

  @Override
  public synchronized OperationStatus status() {
    return new OperationStatus(state, failure, cursor.isPresent(), began, ended);
  }

  @Override
  public synchronized OperationStatus await(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    try {
      while (!status().isFinal() && System.nanoTime() < until) {
        TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return status();
  }

  @Override
  public synchronized WireColumns columns() {
    return cursor.map(ResultCursor::columns).orElseGet(() -> WireColumns.of(new StructType()));
  }

  @Override
  public TRowSet fetch(boolean fromStart, long most) {
    ResultCursor rows = beginFetch();
    try {
      return rows.fetch(fromStart, most);
    } catch (ScriptException e) {
      throw isStopped() ? Cancellation.told(e) : e.error();
    } finally {
      leave();
    }
  }

  private synchronized ResultCursor beginFetch() {
    if (work.isPresent()) {
      throw new QuernException(ErrorCode.RESOURCE, "The statement is busy");
    }
    if (cursor.isEmpty()) {
      throw new QuernException(ErrorCode.NAME, "The statement has no rows to fetch");
    }
    enter();
    return cursor.get();
  }

  private synchronized boolean isStopped() {
    return work.map(RunningWork::isCancelled).orElse(false);
  }

  @Override
  public List<String> log(boolean fromStart, long most) {
    return log.next(fromStart, most);
  }

  @Override
  public void cancel() {
    stop(TOperationState.CANCELED_STATE);
  }

  /** It has run for as long as it may. */
  void expire() {
    stop(TOperationState.TIMEDOUT_STATE);
  }

  private synchronized void stop(TOperationState as) {
    if (state == TOperationState.PENDING_STATE) {
      end(as, Failure.of(stopped())); // it will never run
    } else if (state == TOperationState.RUNNING_STATE && stoppedAs.isEmpty()) {
      stoppedAs = Optional.of(as);
    }
    work.ifPresent(RunningWork::cancel);
  }

  @Override
  public synchronized void close() {
    cancel();
    cursor = Optional.empty();
  }
}

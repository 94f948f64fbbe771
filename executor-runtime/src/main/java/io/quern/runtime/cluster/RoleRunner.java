package io.quern.runtime.cluster;

import io.quern.api.QuernException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/** Runs one role in the current thread: a task's on an executor, or a thread of the driver. */
public final class RoleRunner {
  private RoleRunner() {}

  /**
   * Joins the run, runs {@code program} and leaves. While an older attempt of the same stage
   * attempt is alive, which happens only when Spark speculates, this one stands by. It takes the
   * place of one of an older stage attempt: Spark has given up on that one's stage, and may need
   * its slot.
   *
   * @throws QuernException {@code CLUSTER} when the role lost its place in the run
   * @throws TaskKilledException when the run ended under a task: nothing to retry, no failure
   */
  public static <T> T run(RunTicket ticket, Role role, int index, RoleProgram<T> program)
      throws Exception {
    int attempt = TaskAttempt.current();
    try (RoleLease lease = RoleLease.join(ticket)) {
      lease.awaitOlderSiblingsGone(role, index, attempt);
      return run(program, new RoleContext(ticket, role, index, attempt, lease), lease);
    }
  }

  private static <T> T run(RoleProgram<T> program, RoleContext context, RoleLease lease)
      throws Exception {
    try (LossInterrupt interrupt = new LossInterrupt(lease)) {
      interrupt.arm();
      return program.run(context);
    } catch (InterruptedException e) {
      throw lease.lost().isDone() ? whyLost(lease, e) : e;
    } catch (Exception e) {
      if (lease.lost().isDone()) {
        throw whyLost(lease, e);
      }
      RoleWait.checkTaskAlive();
      if (RoleFailure.isFinal(context.role(), e)) {
        report(e, context);
      }
      throw e;
    } catch (Error e) { // memory, a class that is not there: the role is lost as by any failure
      if (!lease.lost().isDone() && RoleFailure.isFinal(context.role(), e)) {
        report(e, context);
      }
      throw e;
    }
  }

  /** Tells the driver why the run ends, before Spark's retries hide it. */
  private static void report(Throwable failure, RoleContext context) throws Exception {
    ControlMessage message = ControlMessage.ends(context.index(), RoleFailure.worded(failure));
    try {
      context.askControl(message.toBytes());
    } catch (QuernException unheard) {
      failure.addSuppressed(unheard);
    }
  }

  private static Exception whyLost(RoleLease lease, Exception consequence) {
    QuernException reason = lease.lost().join();
    if (lease.isRunEnded() && TaskContext.get() != null) {
      return new TaskKilledException(reason.getMessage());
    }
    if (consequence != reason) {
      reason.addSuppressed(consequence);
    }
    return reason;
  }

  /** Interrupts the role's thread when the lease is lost, but never after the role has ended. */
  private static final class LossInterrupt implements AutoCloseable {
    private final RoleLease lease;
    private final Thread thread = Thread.currentThread();
    private boolean ended; // guarded by this
    private boolean interrupted; // guarded by this

    LossInterrupt(RoleLease lease) {
      this.lease = lease;
    }

    void arm() {
      lease.onLost(this::interrupt);
    }

    private synchronized void interrupt() {
      if (!ended) {
        interrupted = true;
        thread.interrupt();
      }
    }

    @Override
    public synchronized void close() {
      ended = true;
      if (interrupted) {
        Thread.interrupted(); // ours; the thread goes on to other work
      }
    }
  }
}

package io.quern.bench.kernels;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a worker asks of its rows, step by step. */
@State(Scope.Thread)
public class RowCalls {
  /** A call, and what comes before it in a training. */
  public enum Call {
    /** The weights of a batch's rows, after the push of another batch. */
    PULL {
      @Override
      void prepare(ServedTable table) {
        table.push();
        table.advance();
      }

      @Override
      void run(ServedTable table) {
        table.pull();
      }
    },
    /** A step on a batch's rows, after their pull. */
    PUSH {
      @Override
      void prepare(ServedTable table) {
        table.advance();
        table.pull();
      }

      @Override
      void run(ServedTable table) {
        table.push();
      }
    };

    abstract void prepare(ServedTable table);

    abstract void run(ServedTable table);
  }

  /** The call that is measured. */
  @Param public Call call;

  /** The optimizer. */
  @Param public Rule rule;

  /** Whether a process of its own holds the rows. */
  @Param({"false", "true"})
  public boolean loopback;

  private ServedTable table;

  /** Fills the table. */
  @Setup
  public void fill() throws IOException {
    table = loopback ? ServedTable.overLoopback(rule) : ServedTable.inProcess(rule);
    table.pull();
  }

  /** What comes before in a training. */
  @Setup(Level.Invocation)
  public void goOn() {
    call.prepare(table);
  }

  /** The rows of a batch. */
  @Benchmark
  @OperationsPerInvocation(RowBatches.ROWS)
  public void rows() {
    call.run(table);
  }

  /** Frees the table. */
  @TearDown
  public void free() throws Exception {
    table.close();
  }
}

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

/** Pushes, each after the pull of the same batch. */
@State(Scope.Thread)
public class RowPushes {
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
    table.advance();
    table.pull();
  }

  /** One step on a batch's rows. */
  @Benchmark
  @OperationsPerInvocation(RowBatches.ROWS)
  public long push() {
    return table.push();
  }

  /** Frees the table. */
  @TearDown
  public void free() throws Exception {
    table.close();
  }
}

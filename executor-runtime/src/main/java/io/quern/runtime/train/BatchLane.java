package io.quern.runtime.train;

import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.ps.Occurrences;
import io.quern.ps.PsClient;
import io.quern.ps.PushStamp;

/**
 * The way of a batch through a step: what it is read into, where its rows come to, and where its
 * gradients go from. A batch's gradients are pushed through the client that its rows were pulled
 * with, before the lane's next batch is: servers remember by connection where rows were. Reuses all
 * buffers; used by one thread at a time.
 */
final class BatchLane {
  /** The batch last read. */
  final MiniBatch batch;

  /** The dense weights last pulled. */
  final float[] dense;

  /** What the step yields. */
  final Gradients gradients = new Gradients();

  private final BatchReader reader;
  private final ClassWeights weights;
  private final PsClient servers;
  private final boolean countsOccurrences;
  private final RowOccurrences occurrences = new RowOccurrences();
  private final BatchRows tables;
  private float[] rows = new float[0];

  /**
   * @param denseSize number of dense weights
   */
  BatchLane(WorkerPlan plan, BatchReader reader, int denseSize, PsClient servers) {
    this.batch = reader.newBatch();
    this.dense = new float[denseSize];
    this.reader = reader;
    this.weights = new ClassWeights((float) plan.step().positiveWeight());
    this.servers = servers;
    this.countsOccurrences = plan.countsOccurrences();
    this.tables = BatchRows.of(plan.tables());
  }

  /** Reads batch {@code index} of the pass. */
  void read(int index) {
    reader.read(index, batch);
    weights.assign(batch);
  }

  /** Fetches the batch's rows and the dense weights. */
  void pull() {
    Occurrences seen = countsOccurrences ? occurrences.of(batch) : Occurrences.ONCE;
    rows = tables.pull(servers, batch, seen);
    servers.pullDense(dense);
  }

  /** The batch's rows, {@code uniqueRows × row width}. */
  float[] rows() {
    return rows;
  }

  /** Sets to 0 what the gradients of rows have beyond the stored ones. */
  void dropPadding() {
    tables.dropPadding(gradients.rows);
  }

  /** Sends the gradients; returns when all servers have applied them. */
  void push(PushStamp stamp) {
    servers.push(stamp, tables.byTable(gradients.rows), gradients.dense);
  }
}

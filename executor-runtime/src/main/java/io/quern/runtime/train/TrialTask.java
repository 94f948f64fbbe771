package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.network.Network;
import io.quern.model.zoo.Networks;
import io.quern.ps.DenseConfig;
import io.quern.ps.ParameterServer;
import io.quern.ps.ParameterServerConfig;
import io.quern.ps.PsClient;
import io.quern.ps.PsClients;
import io.quern.ps.TableConfig;
import io.quern.runtime.data.Pace;
import io.quern.runtime.data.SlotCache;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * The Spark task of a worker's trial: caches its rows as {@link WorkerTask} does, and takes some
 * steps with a parameter server of its own, which ends with it. Returns {@link TrialFigures} as
 * bytes, or nothing where it was dealt no rows.
 *
 * @param memory bytes that the server is filled to before the steps
 * @param server what bounds a parameter server of the training
 */
record TrialTask(
    WorkerPlan plan, List<TableConfig> tables, DenseConfig dense, long memory, ServerMemory server)
    implements FlatMapFunction<Iterator<byte[]>, byte[]> {
  TrialTask {
    requireNonNull(plan, "plan is null");
    requireNonNull(dense, "dense is null");
    requireNonNull(server, "server is null");
    tables = List.copyOf(tables);
  }

  @Override
  public Iterator<byte[]> call(Iterator<byte[]> chunks) throws InterruptedException {
    long heap = Runtime.getRuntime().maxMemory();
    Pace pace = new Pace();
    try (SlotCache rows =
        SlotCache.read(
            plan.features(),
            -1,
            pace.of(chunks),
            plan.cache().limit(heap),
            WorkerTask::temporaryFile)) {
      double cacheNanos = pace.nanos();
      int size = rows.training().size();
      if (size == 0) {
        return List.<byte[]>of().iterator();
      }
      int all = size + rows.validation().size();
      Trial.Steps steps = steps(rows);
      TrialFigures figures =
          new TrialFigures(
              steps.count(),
              steps.batch(),
              steps.read(),
              steps.compute(),
              steps.exchange(),
              steps.uniqueRows(),
              steps.insert(),
              cacheNanos / all,
              (double) rows.rowBytes() / all,
              steps.grown(),
              server.limit(),
              ServerMemory.machineMemory(),
              heap);
      return List.of(figures.toBytes()).iterator();
    }
  }

  private Trial.Steps steps(SlotCache rows) throws InterruptedException {
    int worker = TaskContext.getPartitionId();
    WorkerIdentity self =
        new WorkerIdentity(worker, 0, 0, TaskContext.get()::killTaskIfInterrupted);
    ParameterServerConfig config =
        new ParameterServerConfig(0, 1, tables, dense, Long.MAX_VALUE, 0);
    long resident = ResidentMemory.bytes();
    try (ParameterServer own = new ParameterServer(config);
        PsClient client = PsClients.inProcess(List.of(own), worker);
        Network network = Networks.named(plan.network().network()).create(plan.network())) {
      own.initialiseDense(InitialDense.of(network.dense(), plan.seed()));
      return new Trial(plan, self, rows.training(), own, client, network).run(memory, resident);
    }
  }
}

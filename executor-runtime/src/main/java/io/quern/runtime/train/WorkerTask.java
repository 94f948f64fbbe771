package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.network.Network;
import io.quern.model.zoo.Networks;
import io.quern.ps.PsClient;
import io.quern.runtime.cluster.Role;
import io.quern.runtime.cluster.RoleContext;
import io.quern.runtime.cluster.RoleRunner;
import io.quern.runtime.data.SlotCache;
import java.io.File;
import java.util.Iterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;

/**
 * The Spark task of one worker; its partition is its index and holds its rows. Registers, caches
 * the rows, and trains until the driver says stop.
 */
record WorkerTask(ServerAccess servers, WorkerPlan plan) implements VoidFunction<Iterator<byte[]>> {
  WorkerTask {
    requireNonNull(servers, "servers is null");
    requireNonNull(plan, "plan is null");
  }

  @Override
  public void call(Iterator<byte[]> chunks) throws Exception {
    RoleRunner.run(
        servers.ticket(),
        Role.WORKER,
        TaskContext.getPartitionId(),
        context -> run(context, chunks));
  }

  private Void run(RoleContext context, Iterator<byte[]> chunks) throws InterruptedException {
    context.register();
    long cacheBytes = plan.cache().limit(Runtime.getRuntime().maxMemory());
    try (SlotCache rows =
            SlotCache.read(
                plan.features(),
                plan.groups().place(),
                chunks,
                cacheBytes,
                WorkerTask::temporaryFile);
        PsClient client = servers.connect(context.awaitCluster(), context.index());
        Network network = Networks.named(plan.network().network()).create(plan.network())) {
      train(context, rows, client, network);
      return null;
    }
  }

  private void train(RoleContext context, SlotCache rows, PsClient client, Network network)
      throws InterruptedException {
    WorkerIdentity self = WorkerIdentity.of(context);
    new TrainingWorker(
            self,
            new EpochTrainer(plan, self, rows.training(), client, network),
            new Validator(plan, self, rows.validation(), rows.validationGroups(), client, network),
            context::ask)
        .run();
  }

  private static File temporaryFile() {
    return SparkEnv.get().blockManager().diskBlockManager().createTempLocalBlock()._2();
  }
}

package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.network.Network;
import io.quern.model.zoo.Networks;
import io.quern.runtime.cluster.ClusterSpec;
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
        WorkerClients clients = connect(context);
        Network network = Networks.named(plan.network().network()).create(plan.network())) {
      train(context, rows, clients, network);
      return null;
    }
  }

  private WorkerClients connect(RoleContext context) throws InterruptedException {
    ClusterSpec cluster = context.awaitCluster();
    return WorkerClients.connect(() -> servers.connect(cluster, context.index()), plan.overlap());
  }

  private void train(RoleContext context, SlotCache rows, WorkerClients clients, Network network)
      throws InterruptedException {
    WorkerIdentity self = WorkerIdentity.of(context);
    Validator validator =
        new Validator(
            plan, self, rows.validation(), rows.validationGroups(), clients.first(), network);
    try (EpochTrainer trainer =
        new EpochTrainer(plan, self, rows.training(), clients.all(), network)) {
      new TrainingWorker(self, trainer, validator, context::ask).run();
    }
  }

  /** A path of the task's own, which Spark removes with the executor where nobody else does. */
  static File temporaryFile() {
    return SparkEnv.get().blockManager().diskBlockManager().createTempLocalBlock()._2();
  }
}

package io.quern.runtime.train;

import io.quern.ps.TableConfig;
import io.quern.runtime.cluster.ClusterShape;
import io.quern.runtime.cluster.SlotOutlook;
import io.quern.runtime.forecast.Shortage;
import io.quern.runtime.forecast.TrainForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.SparkContext;

/**
 * Compares what a training needs with what there is, by the limits that the training itself keeps:
 * those of {@link SlotOutlook} and {@link ServerMemory}.
 */
final class Shortages {
  private static final int MOST_SERVERS = 64;
  private static final int HIGHEST_MIN_COUNT = 64;

  private final SparkContext spark;
  private final ClusterShape shape;
  private final SlotOutlook slots;
  private final TrainForecast.Memory memory;
  private final ServerMemory limits;
  private final TrialFigures trial;
  private final TableNeeds needs;
  private final double keysOfWorker;

  /**
   * @param keysOfWorker distinct keys among a worker's rows
   */
  Shortages(
      SparkContext spark,
      ClusterShape shape,
      SlotOutlook slots,
      TrainForecast.Memory memory,
      ServerMemory limits,
      TrialFigures trial,
      TableNeeds needs,
      double keysOfWorker) {
    this.spark = spark;
    this.shape = shape;
    this.slots = slots;
    this.memory = memory;
    this.limits = limits;
    this.trial = trial;
    this.needs = needs;
    this.keysOfWorker = keysOfWorker;
  }

  List<Shortage> all() {
    List<Shortage> all = new ArrayList<>();
    ofSlots().ifPresent(all::add);
    ofTables().ifPresent(all::add);
    ofServers().ifPresent(all::add);
    ofHeap().ifPresent(all::add);
    return all;
  }

  private Optional<Shortage> ofSlots() {
    if (slots.refusal().isPresent()) {
      return Optional.of(new Shortage(slots.refusal().get(), fewerRoles(slots.most())));
    }
    if (slots.needed() > slots.now()) {
      String message =
          "The training needs %d task slots, the application has %d now"
              .formatted(slots.needed(), slots.now());
      return Optional.of(new Shortage(message, fewerRoles(slots.now())));
    }
    return Optional.empty();
  }

  private String fewerRoles(int there) {
    if (spark.isLocal()) {
      return "workers = %d, or master local[%d]".formatted(Math.max(1, there), slots.needed());
    }
    int servers = Math.max(1, Math.min(shape.parameterServers(), there / 2));
    return "workers = %d and parameterServers = %d, or %d more slots for the application"
        .formatted(Math.max(1, there - servers), servers, slots.needed() - there);
  }

  private Optional<Shortage> ofTables() {
    TableNeed need = needs.asked();
    if (!need.isTooLarge()) {
      return Optional.empty();
    }
    String message =
        "The training's tables have %,d rows, a table holds at most %,d"
            .formatted(need.rows(), TableConfig.mostRows());
    return Optional.of(
        new Shortage(message, minCount(fewer -> !fewer.isTooLarge()).orElse("fewer features")));
  }

  private Optional<Shortage> ofServers() {
    if (memory.server() <= memory.limit()) {
      return Optional.empty();
    }
    String message =
        "A parameter server needs %s for its tables, %s more than the %s that it may take (%s)"
            .formatted(
                size(memory.server()),
                size(memory.server() - memory.limit()),
                size(memory.limit()),
                memory.limitOrigin());
    List<String> remedies = new ArrayList<>();
    limits.settingFor(memory.server(), (long) trial.machine()).ifPresent(remedies::add);
    moreServers().ifPresent(remedies::add);
    minCount(this::suffices).ifPresent(remedies::add);
    shorterVectors().ifPresent(remedies::add);
    String all = String.join(", or ", remedies);
    return Optional.of(new Shortage(message, all.isEmpty() ? "fewer features" : all));
  }

  /** Not where servers share one machine's memory. */
  private Optional<String> moreServers() {
    TableNeed need = needs.asked();
    for (int servers = shape.parameterServers() + 1; servers <= MOST_SERVERS; servers++) {
      ServerMemory shared = ServerMemory.from(spark.getConf(), spark.master(), servers);
      long limit = shared.bytes() > 0 ? shared.bytes() : memory.limit();
      boolean apart = shared.bytes() > 0 || shared.sharing() == limits.sharing();
      if (apart && need.bytes(servers) <= limit) {
        return Optional.of("parameterServers = " + servers);
      }
    }
    return Optional.empty();
  }

  private boolean suffices(TableNeed need) {
    return need.bytes(shape.parameterServers()) <= memory.limit();
  }

  private Optional<String> shorterVectors() {
    return needs.lesserDims().stream()
        .filter(dim -> suffices(needs.withEmbeddingDim(dim)))
        .findFirst()
        .map(dim -> "embeddingDim = " + dim);
  }

  private Optional<String> minCount(Predicate<TableNeed> fits) {
    for (int count = 2; count <= HIGHEST_MIN_COUNT; count *= 2) {
      if (fits.test(needs.withMinCount(count))) {
        return Optional.of("minCount = " + count);
      }
    }
    return Optional.empty();
  }

  private Optional<Shortage> ofHeap() {
    int sharing = ExecutorShare.of(shape.workers(), spark.getConf(), spark.master());
    return new NumberingHeap(keysOfWorker, sharing, (long) trial.heap()).shortage(spark.isLocal());
  }

  private static String size(long bytes) {
    return "%,d MiB".formatted(-Math.floorDiv(-bytes, 1L << 20));
  }
}

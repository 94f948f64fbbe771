package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.algorithm.NetworkChoice;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.feature.Feature;
import io.quern.model.feature.KeyEstimates;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.RowTables;
import io.quern.model.zoo.Networks;
import io.quern.ps.TableConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a training's tables need as its statement asks, and would need if it asked for less.
 * Confined to one thread.
 */
final class TableNeeds {
  /** Lengths of vectors that are worth trying; below the first all are. */
  private static final int DIM_STEP = 4;

  private final TrainingOptions options;
  private final List<Feature> features;
  private final KeyEstimates keys;

  /** By the slots of a table and the least occurrences of a value. */
  private final Map<List<Integer>, Map<Long, Long>> counted = new HashMap<>();

  /**
   * @param features that the training has
   * @param keys of all its rows
   */
  TableNeeds(TrainingOptions options, List<Feature> features, KeyEstimates keys) {
    this.options = requireNonNull(options, "options is null");
    this.features = List.copyOf(features);
    this.keys = requireNonNull(keys, "keys is null");
  }

  /** As the statement asks. */
  TableNeed asked() {
    return with(options.network(), 1);
  }

  /**
   * @param minCount least occurrences of values with a row, beside what the options ask for
   */
  TableNeed withMinCount(int minCount) {
    return with(options.network(), minCount);
  }

  /** With vectors of another length, which is one of {@link #lesserDims}. */
  TableNeed withEmbeddingDim(int dim) {
    return with(options.network().withEmbeddingDim(dim), 1);
  }

  /** Shorter vectors that the network can have with these features, the longest first. */
  List<Integer> lesserDims() {
    int dim = options.network().spec(features).vectorLength();
    return IntStream.iterate(dim - 1, shorter -> shorter > 0, shorter -> shorter - 1)
        .filter(shorter -> shorter % DIM_STEP == 0 || shorter < DIM_STEP)
        .filter(shorter -> suits(options.network().withEmbeddingDim(shorter)))
        .boxed()
        .toList();
  }

  private boolean suits(NetworkChoice network) {
    return features.stream().allMatch(feature -> network.misfit(feature).isEmpty())
        && network.misfit(features).isEmpty();
  }

  private TableNeed with(NetworkChoice network, int minCount) {
    NetworkSpec spec = network.spec(features);
    RowTables tables = RowTables.of(spec, features);
    List<TableConfig> configs =
        ServerPlan.of(options, tables, Networks.named(spec.network()).dense(spec)).tables();
    List<Long> having = new ArrayList<>();
    List<Long> waiting = new ArrayList<>();
    for (int table = 0; table < tables.count(); table++) {
      List<Integer> slots = slotsOf(tables, table);
      long kept = rows(slots, minCount);
      long there = rows(slots, Math.max(minCount, admitted()));
      having.add(there);
      waiting.add(Math.max(0, kept - there));
    }
    return new TableNeed(configs, having, waiting);
  }

  /** Occurrences in an epoch of a value that admission gives a row in some epoch. */
  private long admitted() {
    int after = options.rows().admission().after();
    int epochs = Math.max(1, options.schedule().epochs());
    return Math.max(1, -Math.floorDiv(-after, epochs));
  }

  private long rows(List<Integer> slots, long least) {
    return counted
        .computeIfAbsent(slots, these -> new HashMap<>())
        .computeIfAbsent(least, occurrences -> Math.round(keys.rows(slots, occurrences)));
  }

  private static List<Integer> slotsOf(RowTables tables, int table) {
    return IntStream.range(0, tables.ofSlots().size())
        .filter(slot -> tables.ofSlots().get(slot) == table)
        .boxed()
        .toList();
  }
}

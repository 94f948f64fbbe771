package io.quern.bench.scale;

import java.util.List;

/**
 * A training's shape.
 *
 * @param network LR, FM or DeepFM
 * @param rows of the click log
 * @param ids distinct ids of all fields together, each a row of the table
 * @param dim embedding dimension; 0 for LR
 * @param hidden layers of DeepFM; else empty
 * @param batch of each worker
 * @param remote whether servers are behind the network
 * @param overlap whether a worker then exchanges rows beside computing
 */
record Workload(
    String network,
    long rows,
    int fields,
    long ids,
    int dim,
    List<Integer> hidden,
    int batch,
    int workers,
    int servers,
    boolean remote,
    boolean overlap) {

  Workload {
    hidden = List.copyOf(hidden);
  }

  static Workload of(String network, long rows) {
    int dim = network.equals("LR") ? 0 : 16;
    List<Integer> hidden = network.equals("DeepFM") ? List.of(400, 400, 400) : List.of();
    return new Workload(network, rows, 39, 1_000_000, dim, hidden, 4096, 1, 1, false, true);
  }

  Workload withFields(int changed) {
    return new Workload(
        network, rows, changed, ids, dim, hidden, batch, workers, servers, remote, overlap);
  }

  Workload withIds(long changed) {
    return new Workload(
        network, rows, fields, changed, dim, hidden, batch, workers, servers, remote, overlap);
  }

  Workload withBatch(int changed) {
    return new Workload(
        network, rows, fields, ids, dim, hidden, changed, workers, servers, remote, overlap);
  }

  Workload withWorkers(int changed) {
    return new Workload(
        network, rows, fields, ids, dim, hidden, batch, changed, servers, remote, overlap);
  }

  Workload withServers(int changed) {
    return new Workload(
        network, rows, fields, ids, dim, hidden, batch, workers, changed, remote, overlap);
  }

  Workload overNetwork() {
    return new Workload(
        network, rows, fields, ids, dim, hidden, batch, workers, servers, true, overlap);
  }

  Workload inTurn() {
    return new Workload(
        network, rows, fields, ids, dim, hidden, batch, workers, servers, remote, false);
  }

  /** Floats of a row's weights. */
  int width() {
    return 1 + dim;
  }

  /** Multiplications of the layers and of the one unit behind them, for one sample, forward. */
  long layerProducts() {
    if (hidden.isEmpty()) {
      return 0;
    }
    long products = 0;
    long inputs = (long) fields * dim;
    for (int units : hidden) {
      products += inputs * units;
      inputs = units;
    }
    return products + inputs;
  }

  /** Weights and biases of the layers, and the bias of the whole. */
  long denseParameters() {
    int biases = hidden.stream().mapToInt(Integer::intValue).sum() + (hidden.isEmpty() ? 0 : 1);
    return layerProducts() + biases + 1;
  }

  /**
   * Distinct rows that a batch is expected to have, of a {@link io.quern.bench.ClickTable}: its
   * r-th most frequent id of a field comes with probability {@code r^−.2 − (r+1)^−.2}, and all from
   * the last on are one.
   */
  double uniqueRows() {
    long last = ids / fields;
    double unique = 0;
    for (long rank = 1; rank <= last; rank++) {
      double reached = Math.pow(rank, -0.2);
      double probability = rank == last ? reached : reached - Math.pow(rank + 1, -0.2);
      unique -= Math.expm1(batch * Math.log1p(-probability));
    }
    return unique * fields;
  }

  @Override
  public String toString() {
    return "%s, %d fields, %,d ids, batch %d, %d workers, %d servers%s"
        .formatted(
            network,
            fields,
            ids,
            batch,
            workers,
            servers,
            remote ? ", over the network, " + (overlap ? "overlapped" : "in turn") : "");
  }
}

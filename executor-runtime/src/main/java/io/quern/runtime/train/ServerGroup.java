package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.FileEntry;
import io.quern.ps.PsClient;
import io.quern.runtime.cluster.TrainingCluster;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;

/**
 * The parameter servers of a training as its driver commands them, while no worker pushes. Confined
 * to one thread.
 */
final class ServerGroup {
  private final TrainingCluster cluster;
  private final PsClient client;
  private final float[] dense;
  private final List<ServerReport> before;

  /**
   * @param denseSize number of dense values
   * @param before what servers reported at the checkpoint that the training goes on from
   */
  ServerGroup(TrainingCluster cluster, PsClient client, int denseSize, List<ServerReport> before) {
    this.cluster = requireNonNull(cluster, "cluster is null");
    this.client = requireNonNull(client, "client is null");
    this.dense = new float[denseSize];
    this.before = List.copyOf(before);
  }

  /** Says that an epoch is over: rows may go. */
  void endEpoch() {
    cluster.commandAll(ServerCommand.endOfEpoch());
  }

  /** What each has done since the training began; calls of servers that are no more count too. */
  List<ServerReport> reports() {
    List<ServerReport> since =
        cluster.commandAll(ServerCommand.report()).stream().map(ServerReport::fromBytes).toList();
    return IntStream.range(0, since.size()).mapToObj(i -> withBefore(since, i)).toList();
  }

  private ServerReport withBefore(List<ServerReport> since, int server) {
    ServerReport report = since.get(server);
    for (int earlier = server; earlier < before.size(); earlier += since.size()) {
      report = report.after(before.get(earlier));
    }
    return report;
  }

  /** Has each write its rows to a folder, sorted by key. */
  List<FileEntry> writeRows(Path folder) {
    return files(ServerCommand.write(folder.toString()));
  }

  /** Has each save its state to a folder. */
  List<FileEntry> saveState(Path folder) {
    return files(ServerCommand.save(folder.toString()));
  }

  private List<FileEntry> files(byte[] command) {
    return cluster.commandAll(command).stream()
        .flatMap(answer -> ServerCommand.files(answer).stream())
        .toList();
  }

  /** The dense values; overwritten by the next call. */
  float[] dense() {
    client.pullDense(dense);
    return dense;
  }

  /** Sets the rates of the steps that follow. */
  void setRates(LearningRates rates) {
    client.setLearningRates((float) rates.dense(), (float) rates.sparse());
  }
}

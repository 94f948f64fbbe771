package io.quern.bench.scale;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Prints what docs/scale.md says of a training of any shape; runs nothing. */
@CommandLine.Command(name = "bench/predict-scale", showDefaultValues = true)
public final class PredictScale implements Callable<Integer> {
  private static final double GIB = 1L << 30;
  private static final int KEY_BYTES = 8;

  @Option(names = "--network", description = "LR, FM or DeepFM.")
  private String network = "DeepFM";

  @Option(names = "--fields", description = "Of a sample.")
  private int fields = 39;

  @Option(names = "--dim", description = "Embedding dimension.")
  private int dim = 16;

  @Option(names = "--hidden", split = ",", description = "Layers; 0: none.")
  private List<Integer> hidden = List.of(400, 400, 400);

  @Option(names = "--batch", description = "Of each worker.")
  private int batch = 4096;

  @Option(names = "--workers", description = "One core each.")
  private int workers = 100;

  @Option(names = "--servers", description = "Parameter servers.")
  private int servers = 25;

  @Option(names = "--server-cores", description = "Of each server.")
  private int serverCores = 4;

  @Option(names = "--features", description = "Rows of all tables.")
  private long features = 1_000_000_000L;

  @Option(names = "--unique", description = "Distinct rows of a batch, as metrics.ndjson has them.")
  private double unique = 60_000;

  @Option(names = "--gbit", description = "Of each machine's wire.")
  private double gbit = 10;

  @Option(names = "--state-floats", description = "Floats of optimizer state beside each weight.")
  private double stateFloats = 2;

  @Option(names = "--overhead", description = "Bytes of the table for one of key, weights, state.")
  private double overhead = 1.03;

  @Option(names = "--save-mb", description = "MB/s that a server saves.")
  private double saveRate = 225;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PredictScale()).execute(arguments));
  }

  @Override
  public Integer call() {
    List<Integer> layers = hidden.equals(List.of(0)) ? List.of() : hidden;
    Workload shape =
        new Workload(
            network, 0, fields, features, dim, layers, batch, workers, servers, true, true);
    ScaleModel model = new ScaleModel(Constants.measured());
    double wire = gbit * 1e9 / 8;
    double rowBytes = KEY_BYTES + Float.BYTES * shape.width() * (1 + stateFloats);
    double table = features * rowBytes * overhead;
    print("worker's part of a step", "%.1f ms", model.step(shape, unique).workerNanos() / 1e6);
    print("servers' part, together", "%.1f ms", model.step(shape, unique).serverNanos() / 1e6);
    print("on the wire a sample", "%.0f bytes", model.step(shape, unique).cost().bytes() / batch);
    print(
        "all workers", "%,.0f samples/s", model.samplesPerSecond(shape, unique, serverCores, wire));
    print("memory of all servers", "%,.0f GiB", table / GIB);
    print("memory of one server", "%,.1f GiB", table / GIB / servers);
    print("saving the state", "%,.0f s", features * rowBytes / servers / saveRate / 1e6);
    print(
        "writing the model",
        "%,.0f s",
        features * (KEY_BYTES + 4.0 * shape.width()) / servers / saveRate / 1e6);
    return 0;
  }

  private static void print(String what, String format, double value) {
    System.out.printf(Locale.ROOT, "%-26s " + format + "%n", what, value);
  }
}

package io.quern.bench.kernels;

import io.quern.ps.DenseConfig;
import io.quern.ps.LearningRate;
import io.quern.ps.OptimizerConfig;
import io.quern.ps.ParameterServerConfig;
import io.quern.ps.Penalty;
import io.quern.ps.PsClientConfig;
import io.quern.ps.RowInitializer;
import io.quern.ps.RowInitializer.Distribution;
import io.quern.ps.TableConfig;
import java.time.Duration;
import java.util.List;

/** The one parameter server of these measurements: one table of rows of 1 + 16 weights. */
final class ServerShape {
  private static final float RATE = 0.001f;
  private static final int KEY_BYTES = 8;
  private static final long MEMORY_LIMIT = 12L << 30;

  private ServerShape() {}

  static ParameterServerConfig server(Rule rule) {
    return new ParameterServerConfig(0, 1, List.of(table(rule)), dense(), MEMORY_LIMIT, 0);
  }

  static PsClientConfig client(Rule rule) {
    return new PsClientConfig(0, 0, List.of(table(rule)), dense(), Duration.ofSeconds(30));
  }

  /** Weights and state of a row. */
  static int payloadBytes(Rule rule) {
    return table(rule).rowBytes() - KEY_BYTES;
  }

  private static TableConfig table(Rule rule) {
    return new TableConfig(
        "features",
        RowBatches.WIDTH,
        new RowInitializer(Distribution.NORMAL, 0.01f, 1),
        7,
        rule.config(),
        LearningRate.of(RATE),
        Penalty.NONE);
  }

  private static DenseConfig dense() {
    return new DenseConfig(List.of(), new OptimizerConfig.Sgd(), LearningRate.of(RATE));
  }
}

package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.ps.DenseConfig;
import io.quern.ps.LearningRate;
import io.quern.ps.OptimizerConfig;
import io.quern.ps.ParameterServer;
import io.quern.ps.ParameterServerConfig;
import io.quern.ps.Penalty;
import io.quern.ps.PsClient;
import io.quern.ps.PsClients;
import io.quern.ps.PsEndpoint;
import io.quern.ps.PsSecret;
import io.quern.ps.PushStamp;
import io.quern.ps.RowInitializer;
import io.quern.ps.RowInitializer.Distribution;
import io.quern.ps.SparseRows;
import io.quern.ps.TableConfig;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostedServerTest {
  private static final OptimizerConfig SGD = new OptimizerConfig.Sgd();

  @TempDir Path folder;

  @Test
  void writesTheRowsItHolds() throws Exception {
    assertThat(ServerCommand.files(write(1, -2)).get(0).size()).isEqualTo(16 + 8 + 2 * 4);
  }

  @Test
  void aRowThatIsNotFiniteIsNotWritten() {
    for (float weight : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> write(1, weight))
          .isInstanceOfSatisfying(
              QuernException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.DATA))
          .hasMessage("A weight is %s on parameter server 0; nothing was committed", weight);
    }
  }

  private static float[] negated(float[] weights) {
    float[] gradients = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      gradients[i] = -weights[i];
    }
    return gradients;
  }

  /** The answer of a server with one row of those weights, asked to write it. */
  private byte[] write(float... weights) throws Exception {
    TableConfig table =
        new TableConfig(
            "features",
            weights.length,
            new RowInitializer(Distribution.NORMAL, 0, weights.length),
            1,
            SGD,
            LearningRate.of(1),
            Penalty.NONE);
    ParameterServer server =
        new ParameterServer(
            new ParameterServerConfig(
                0,
                1,
                List.of(table),
                new DenseConfig(List.of(), SGD, LearningRate.of(0.1f)),
                1 << 26,
                0));
    try (PsClient client = PsClients.inProcess(List.of(server), 0)) {
      var rows = new SparseRows(0, new long[] {7}, 1, negated(weights));
      client.push(new PushStamp(0, 0, 0, 0), List.of(rows), new float[0]);
    }
    try (HostedServer hosted =
        new HostedServer(
            server,
            PsEndpoint.bind(server, "127.0.0.1", 0, PsSecret.random()),
            new Configuration(false))) {
      return hosted.command(ServerCommand.write(folder.toUri().toString()));
    }
  }
}

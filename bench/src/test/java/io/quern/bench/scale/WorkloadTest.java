package io.quern.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WorkloadTest {
  @Test
  void expectsTheDistinctRowsThatDrawnBatchesHave() {
    Workload shape = new Workload("FM", 0, 4, 8_000, 16, List.of(), 1024, 1, 1, false, false);
    Random random = new Random(1);
    int batches = 50;
    int distinct = 0;
    for (int batch = 0; batch < batches; batch++) {
      for (int field = 0; field < shape.fields(); field++) {
        distinct += draw(random, shape.batch(), shape.ids() / shape.fields());
      }
    }
    assertThat(shape.uniqueRows()).isCloseTo(distinct / 50.0, within(10.0));
  }

  private static int draw(Random random, int batch, long last) {
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < batch; i++) {
      seen.add((long) Math.min(Math.floor(Math.pow(random.nextDouble(), -5)), last));
    }
    return seen.size();
  }

  @Test
  void countsTheProductsAndParametersOfItsLayers() {
    Workload shape = new Workload("DeepFM", 0, 3, 10, 2, List.of(5, 4), 8, 1, 1, false, false);
    assertThat(shape.layerProducts()).isEqualTo(3 * 2 * 5 + 5 * 4 + 4);
    assertThat(shape.denseParameters()).isEqualTo(shape.layerProducts() + 5 + 4 + 1 + 1);
    assertThat(Workload.of("FM", 0).denseParameters()).isEqualTo(1);
  }
}

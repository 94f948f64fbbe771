package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.OptionText;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.runtime.cluster.ClusterShape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterSizingTest {
  private static final long MANY_ROWS = 1_000_000_000;

  @Test
  void onALocalMasterWorkersTakeAllSlots() {
    assertThat(new ClusterSizing(8, true).shape(options(), MANY_ROWS))
        .isEqualTo(new ClusterShape(1, 8));
  }

  @Test
  void onAClusterServersTakeOneSlotInFive() {
    assertThat(new ClusterSizing(20, false).shape(options(), MANY_ROWS))
        .isEqualTo(new ClusterShape(4, 16));
    assertThat(new ClusterSizing(2, false).shape(options(), MANY_ROWS))
        .isEqualTo(new ClusterShape(1, 1));
    assertThat(new ClusterSizing(1000, false).shape(options(), MANY_ROWS).workers()).isEqualTo(800);
  }

  @Test
  void eachWorkerHasSixteenBatchesToDo() {
    ClusterSizing sizing = new ClusterSizing(8, true);

    assertThat(sizing.shape(options("batchSize", "100"), 100).workers()).isEqualTo(1);
    assertThat(sizing.shape(options("batchSize", "100"), 3 * 1600 + 1599).workers()).isEqualTo(3);
  }

  @Test
  void syncHasOneWorker() {
    assertThat(new ClusterSizing(8, true).shape(options("mode", "sync"), MANY_ROWS).workers())
        .isEqualTo(1);
  }

  @Test
  void theStatementsNumbersCount() {
    assertThat(
            new ClusterSizing(2, true).shape(options("workers", "5", "parameterServers", "3"), 10))
        .isEqualTo(new ClusterShape(3, 5));
    assertThat(new ClusterSizing(200, false).shape(options("workers", "100"), 10).workers())
        .isEqualTo(100);
  }

  @Test
  void knowsTheMostWorkersBeforeRowsAreCounted() {
    assertThat(new ClusterSizing(20, false).mostWorkers(options())).isEqualTo(16);
    assertThat(new ClusterSizing(1, false).mostWorkers(options())).isEqualTo(1);
    assertThat(new ClusterSizing(2, true).mostWorkers(options("workers", "100"))).isEqualTo(100);
    assertThat(new ClusterSizing(20, true).mostWorkers(options("mode", "sync"))).isEqualTo(1);
    assertThat(new ClusterShape(3, 20).withWorkersUpTo(12)).isEqualTo(new ClusterShape(3, 12));
  }

  private static TrainingOptions options(String... namesAndValues) {
    List<OptionText> texts = new ArrayList<>();
    texts.add(text("label", "click"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      texts.add(text(namesAndValues[i], namesAndValues[i + 1]));
    }
    return TrainingOptions.from(DeepCtrOptions.SET.resolve(texts));
  }

  private static OptionText text(String name, String value) {
    return new OptionText(name, value, SourcePosition.START, SourcePosition.START);
  }
}

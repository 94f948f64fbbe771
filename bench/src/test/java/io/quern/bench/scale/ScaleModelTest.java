package io.quern.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.bench.scale.Constants.RowCost;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScaleModelTest {
  private final ScaleModel model =
      new ScaleModel(
          new Constants(3, 5, 7, new RowCost(11, 13), new RowCost(31, 37), 17, 19, 23, 29));

  private static Workload shape(int workers, int servers, boolean remote) {
    return new Workload("FM", 0, 2, 100, 3, List.of(), 10, workers, servers, remote, false);
  }

  @Test
  void addsThePartsOfAStep() {
    Workload shape = shape(1, 1, false);
    double rows = 6 * (11 + 4 * 13);
    assertThat(model.step(shape, 6).workerNanos()).isEqualTo(20 * (3 + 4 * 5) + rows + 23 + 29);
    assertThat(model.step(shape, 6).serverNanos()).isZero();
    assertThat(model.samplesPerSecond(shape, 6, 2))
        .isCloseTo(10 * 1e9 / model.step(shape, 6).workerNanos(), within(1e-3));
  }

  @Test
  void movesRowsFromTheWorkerToServersBehindTheNetwork() {
    Workload shape = shape(1, 1, true);
    double bytes = 6 * (16 + 8 * 4) + 8;
    assertThat(model.step(shape, 6).cost().bytes()).isEqualTo(bytes);
    assertThat(model.step(shape, 6).workerNanos())
        .isEqualTo(20 * (3 + 4 * 5) + bytes * 17 + 23 + 29);
    assertThat(model.step(shape, 6).serverNanos()).isEqualTo(6 * (31 + 4 * 37) + bytes * 19);
  }

  @Test
  void anOverlappedStepIsTheLongerOfComputingAndTheExchange() {
    Workload inTurn = shape(1, 1, true);
    Workload overlapped = new Workload("FM", 0, 2, 100, 3, List.of(), 10, 1, 1, true, true);
    double compute = 20 * 4 * 5 + 23 + 29;
    double exchange =
        20 * 3 + model.step(inTurn, 6).cost().bytes() * 17 + model.step(inTurn, 6).serverNanos();
    assertThat(exchange).isGreaterThan(compute);
    assertThat(1e10 / model.samplesPerSecond(inTurn, 6, 2))
        .isCloseTo(compute + exchange, within(1e-6));
    assertThat(1e10 / model.samplesPerSecond(overlapped, 6, 2)).isCloseTo(exchange, within(1e-6));
    assertThat(1e10 / model.samplesPerSecond(overlapped, 6, 1))
        .as("one core has no beside")
        .isCloseTo(compute + exchange, within(1e-6));
    assertThat(1e10 / model.samplesPerSecond(overlapped, 0, 1, 1e18))
        .as("no rows to exchange")
        .isCloseTo(compute, within(1e-6));
  }

  @Test
  void isLimitedByWhicheverIsUsedUpFirst() {
    double plenty = 1e18;
    double one = model.samplesPerSecond(shape(1, 1, true), 6, 1, plenty);
    assertThat(model.samplesPerSecond(shape(1000, 1, true), 6, 1, plenty))
        .as("one server")
        .isCloseTo(10 * 1e9 / model.step(shape(1, 1, true), 6).serverNanos(), within(1e-3));
    assertThat(model.samplesPerSecond(shape(10, 1000, true), 6, 1, plenty))
        .as("workers that wait for nobody")
        .isGreaterThan(10 * one);
    double bytes = model.step(shape(1, 1, true), 6).cost().bytes();
    assertThat(model.samplesPerSecond(shape(1000, 1, true), 6, 100, 1e6))
        .as("one wire")
        .isCloseTo(10 * 1e6 / (bytes / 2), within(1e-3));
  }
}

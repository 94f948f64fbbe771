package io.quern.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowPlacementTest {
  private static final int ROWS = 200_000;

  @Test
  void sharesAreAMultipleOfTheWorkersAndSeveralForEach() {
    assertThat(RowPlacement.sharesFor(1)).isEqualTo(64);
    assertThat(RowPlacement.sharesFor(8)).isEqualTo(64);
    assertThat(RowPlacement.sharesFor(12)).isEqualTo(72);
    assertThat(RowPlacement.sharesFor(100)).isEqualTo(400);
    assertThat(RowPlacement.sharesFor(4096)).isEqualTo(16_384);
  }

  @Test
  void aHundredWorkersHaveAlike() {
    int[] rows = rowsOfWorkers(new RowPlacement(42, 0, RowPlacement.sharesFor(100)), 100);

    // 2000 expected, with a standard deviation of 45
    assertThat(Arrays.stream(rows).min().orElseThrow()).isGreaterThan(1_800);
    assertThat(Arrays.stream(rows).max().orElseThrow()).isLessThan(2_200);
  }

  @Test
  void fewerWorkersThanSharesAreForHaveNearlyAlike() {
    int[] rows = rowsOfWorkers(new RowPlacement(42, 0, RowPlacement.sharesFor(100)), 70);

    // 5 or 6 shares of 500
    assertThat(Arrays.stream(rows).min().orElseThrow()).isGreaterThan(2_300);
    assertThat(Arrays.stream(rows).max().orElseThrow()).isLessThan(3_200);
  }

  @Test
  void whatIsHeldOutDoesNotDependOnTheShares() {
    RowPlacement few = new RowPlacement(42, 0.3, 64);
    RowPlacement many = new RowPlacement(42, 0.3, 400);
    for (int row = 0; row < 1_000; row++) {
      assertThat(many.isValidation(3, row)).isEqualTo(few.isValidation(3, row));
    }
  }

  private static int[] rowsOfWorkers(RowPlacement placement, int workers) {
    int[] rows = new int[workers];
    for (int row = 0; row < ROWS; row++) {
      int share = placement.share(row % 7, row / 7);
      assertThat(share).isBetween(0, placement.shares() - 1);
      rows[RowPlacement.worker(share, workers)]++;
    }
    return rows;
  }
}

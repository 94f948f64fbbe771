package io.quern.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LogLossTest {
  @Test
  void isTheMeanOfNegativeLogarithms() {
    LogLoss loss = new LogLoss();
    loss.add(0.9, true);
    loss.add(0.2, false);
    loss.add(0.5, true);
    double expected = -(Math.log(0.9) + Math.log(0.8) + Math.log(0.5)) / 3;
    assertThat(loss.mean()).isEqualTo(expected, within(1e-15));
    assertThat(loss.count()).isEqualTo(3);
  }

  @Test
  void clipsWhatIsSureAndWrong() {
    LogLoss loss = new LogLoss();
    loss.add(0, true);
    assertThat(loss.mean()).isEqualTo(-Math.log(1e-15), within(1e-9));
    loss.add(1, false);
    assertThat(loss.mean()).isEqualTo(-Math.log(1e-15), within(0.1));
  }

  @Test
  void mergesPartsAndBatchMeans() {
    LogLoss whole = new LogLoss();
    LogLoss part = new LogLoss();
    for (int i = 1; i < 100; i++) {
      whole.add(i / 100.0, i % 2 == 0);
      if (i < 50) {
        part.add(i / 100.0, i % 2 == 0);
      }
    }
    LogLoss rest = new LogLoss();
    for (int i = 50; i < 100; i++) {
      rest.add(i / 100.0, i % 2 == 0);
    }
    LogLoss merged = LogLoss.fromBytes(part.toBytes());
    merged.addMean(rest.mean(), rest.count());
    assertThat(merged.mean()).isEqualTo(whole.mean(), within(1e-12));
    part.merge(rest);
    assertThat(part.mean()).isEqualTo(whole.mean(), within(1e-12));
  }

  @Test
  void isNotANumberOfNothing() {
    assertThat(new LogLoss().mean()).isNaN();
  }

  @Test
  void rejectsWhatIsNoProbability() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LogLoss().add(Double.NaN, true))
        .withMessage("Invalid probability: NaN");
  }
}

package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clicks that depend on two of three features together and on none alone: every value has a sign,
 * and a row is a click where the signs of its first two values agree. A sum over values cannot
 * tell.
 */
final class LearningTest {
  private static final int VALUES = 8;
  private static final int STEPS = 250;
  private static final int ROWS = 3 * VALUES;
  private static final FeatureLayout LAYOUT = new FeatureLayout(3, 0, 0);

  private final Random random = new Random(3);

  static Stream<String> networks() {
    return Networks.all().stream().map(NetworkDefinition::name).filter(n -> !n.equals("LR"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void learnsWhatTwoFeaturesMeanTogether(String network) {
    assertThat(train(network, 0).area()).isGreaterThan(0.9);
  }

  @Test
  void logisticRegressionCannot() {
    assertThat(train("LR", 0).area()).isLessThan(0.65);
  }

  /** The area under the curve of fresh rows, and the loss of each step. */
  record Outcome(double area, float[] losses) {}

  /**
   * Trains a network.
   *
   * @param noise share of the labels that are turned round
   * @param more options of the network
   */
  Outcome train(String name, double noise, String... more) {
    List<String> options = new ArrayList<>(List.of("embeddingDim", "4", "hiddenUnits", "16,8"));
    options.addAll(List.of("gateUnits", "8", "attentionDim", "8", "maskUnits", "8"));
    options.addAll(List.of("cinUnits", "4", "dropout", "0"));
    options.addAll(List.of(more));
    NetworkSpec spec = Specs.of(name, LAYOUT, options.toArray(String[]::new));
    DenseLayout layout = Networks.named(name).dense(spec);
    float[] rows = new RandomBatches(7).gaussian(ROWS * spec.rowWidth(), 0.3);
    float[] dense = initial(layout);
    Adam rowsAdam = new Adam(rows.length);
    Adam denseAdam = new Adam(dense.length);
    Gradients step = new Gradients();
    float[] losses = new float[STEPS];
    try (Network network = Networks.named(name).create(spec)) {
      for (int i = 0; i < STEPS; i++) {
        network.train(batch(128, noise), rows, dense, i, step);
        losses[i] = step.loss;
        float[] before = dense.clone();
        rowsAdam.update(rows, step.rows);
        denseAdam.update(dense, step.dense);
        averageStatistics(layout, before, step.dense, dense);
      }
      MiniBatch test = batch(500, noise);
      float[] probabilities = new float[test.size];
      network.predict(test, rows, dense, probabilities);
      return new Outcome(area(probabilities, test), losses);
    }
  }

  private MiniBatch batch(int size, double noise) {
    MiniBatch batch = new MiniBatch(LAYOUT);
    batch.size = size;
    batch.uniqueRows = ROWS;
    batch.singles = new int[3 * size];
    batch.labels = new float[size];
    for (int i = 0; i < size; i++) {
      int first = random.nextInt(VALUES);
      int second = random.nextInt(VALUES);
      batch.singles[3 * i] = first;
      batch.singles[3 * i + 1] = VALUES + second;
      batch.singles[3 * i + 2] = 2 * VALUES + random.nextInt(VALUES);
      boolean turned = random.nextDouble() < noise;
      batch.labels[i] = first % 2 == second % 2 != turned ? 1 : 0;
    }
    return batch;
  }

  private float[] initial(DenseLayout layout) {
    float[] values = new float[layout.size()];
    for (int index = 0; index < layout.blocks().size(); index++) {
      DenseBlock block = layout.blocks().get(index);
      int from = layout.offset(index);
      double sigma = Math.sqrt(2.0 / block.shape().stream().mapToInt(n -> n).sum());
      for (int i = from; i < from + block.size(); i++) {
        values[i] =
            switch (block.initial()) {
              case ZERO -> 0;
              case ONE -> 1;
              default -> (float) (sigma * random.nextGaussian());
            };
      }
    }
    return values;
  }

  private static void averageStatistics(
      DenseLayout layout, float[] before, float[] pushed, float[] dense) {
    for (int index = 0; index < layout.blocks().size(); index++) {
      DenseBlock block = layout.blocks().get(index);
      int from = layout.offset(index);
      if (block.role() == DenseBlock.Role.STATISTIC) {
        for (int i = from; i < from + block.size(); i++) {
          dense[i] = 0.9f * before[i] + 0.1f * pushed[i];
        }
      }
    }
  }

  private static double area(float[] probabilities, MiniBatch batch) {
    double won = 0;
    double pairs = 0;
    for (int i = 0; i < batch.size; i++) {
      for (int j = 0; j < batch.size; j++) {
        if (batch.labels[i] == 1 && batch.labels[j] == 0) {
          pairs++;
          won += Float.compare(probabilities[i], probabilities[j]) * 0.5 + 0.5;
        }
      }
    }
    return won / pairs;
  }

  /** Kingma and Ba, "Adam", 2015, algorithm 1. */
  private static final class Adam {
    private final double[] mean;
    private final double[] square;
    private int step;

    Adam(int length) {
      mean = new double[length];
      square = new double[length];
    }

    void update(float[] values, float[] gradients) {
      step++;
      for (int i = 0; i < values.length; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * gradients[i];
        square[i] = 0.999 * square[i] + 0.001 * gradients[i] * gradients[i];
        double corrected = mean[i] / (1 - Math.pow(0.9, step));
        double scale = Math.sqrt(square[i] / (1 - Math.pow(0.999, step))) + 1e-8;
        values[i] -= (float) (0.02 * corrected / scale);
      }
    }
  }
}

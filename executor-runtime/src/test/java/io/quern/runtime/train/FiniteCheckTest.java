package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.QuernException;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureLayout;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.FeatureSummary;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseBlock.Initial;
import io.quern.model.network.DenseBlock.Role;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.Gradients;
import io.quern.model.network.MiniBatch;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FiniteCheckTest {
  private static final int WIDTH = 2;
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  private static final FeatureMap FEATURES =
      new FeatureSummary(
              FeatureSchema.builder()
                  .column("tags", ColumnType.STRING_ARRAY, FeatureKind.BAG)
                  .column("price", ColumnType.NUMBER, FeatureKind.NUMBER)
                  .column("user", ColumnType.STRING, FeatureKind.CATEGORY)
                  .build())
          .toFeatureMap(List.of());

  private static final DenseLayout LAYOUT =
      new DenseLayout(
          List.of(
              new DenseBlock("mlp/1/kernel", List.of(2), Role.KERNEL, Initial.ZERO),
              new DenseBlock("mlp/1/bias", List.of(1), Role.BIAS, Initial.ZERO)));

  private final FiniteCheck check =
      new FiniteCheck(3, new DivergenceCause(FEATURES, LAYOUT, WIDTH));
  private final MiniBatch batch = new MiniBatch(new FeatureLayout(1, 1, 1));
  private final Gradients gradients = new Gradients();
  private float[] rows;
  private float[] dense;

  /** Two examples: rows 0 and 1 are users', 2 is the price's, 3 and 4 are tags'. */
  @BeforeEach
  void fill() {
    batch.size = 2;
    batch.uniqueRows = 5;
    batch.singles = new int[] {0, 2, 1, 2};
    batch.numbers = new float[] {0.5f, -1};
    batch.bagOffsets = new int[] {0, 1, 3};
    batch.bagRows = new int[] {3, 3, 4};
    rows = new float[5 * WIDTH];
    dense = new float[3];
    gradients.loss = 0.5f;
    gradients.probabilities = new float[] {0.5f, 0.5f, Float.NaN};
    gradients.rows = new float[5 * WIDTH + 1];
    gradients.rows[5 * WIDTH] = Float.NaN; // not in use
    gradients.dense = new float[3];
  }

  @Test
  void passesWhatIsFinite() {
    gradients.rows[3] = Float.MAX_VALUE;
    assertThatCode(this::checkStep).doesNotThrowAnyException();
  }

  @Test
  void namesTheFeatureWhoseWeightIsNotFinite() {
    gradients.loss = Float.NaN;
    rows[2 * WIDTH] = -INFINITY;
    assertDiverged("The loss is NaN", "a weight of feature 'price' is -Infinity");
    rows[1 * WIDTH + 1] = Float.NaN;
    assertDiverged("The loss is NaN", "a weight of feature 'user' is NaN");
  }

  @Test
  void namesTheFeatureOfABag() {
    gradients.loss = INFINITY;
    rows[4 * WIDTH + 1] = INFINITY;
    assertDiverged("The loss is Infinity", "a weight of feature 'tags' is Infinity");
  }

  @Test
  void namesTheDenseBlock() {
    gradients.probabilities[1] = Float.NaN;
    dense[2] = Float.NaN;
    assertDiverged("A prediction is NaN", "a weight of block 'mlp/1/bias' is NaN");
  }

  @Test
  void namesTheFeatureWhoseNumberIsNotFinite() {
    gradients.loss = Float.NaN;
    batch.numbers[1] = INFINITY;
    assertDiverged("The loss is NaN", "a number of feature 'price' is Infinity");
  }

  @Test
  void namesTheLargestWeightWhereAllAreFinite() {
    gradients.loss = Float.NaN;
    rows[0] = -3e30f;
    dense[1] = 2e30f;
    assertDiverged("The loss is NaN", "the largest weight, of feature 'user', is -3.0E30");
    dense[1] = 4e30f;
    assertDiverged("The loss is NaN", "the largest weight, of block 'mlp/1/kernel', is 4.0E30");
  }

  @Test
  void namesTheLargestProductWithANumber() {
    gradients.loss = Float.NaN;
    rows[0] = 3e30f;
    rows[5] = 1e25f;
    batch.numbers[1] = -1e6f;
    assertDiverged(
        "The loss is NaN",
        "the largest product of weight and number, of feature 'price', is 1.0E31 with"
            + " number -1000000.0");
  }

  @Test
  void namesWhoseGradientIsNotFinite() {
    rows[4] = 2e20f;
    gradients.dense[0] = INFINITY;
    assertDiverged(
        "A gradient is not finite",
        "that of block 'mlp/1/kernel' is Infinity, the largest weight, of feature 'price', is"
            + " 2.0E20");
    gradients.rows[3 * WIDTH] = Float.NaN;
    dense[2] = -3e20f;
    assertDiverged(
        "A gradient is not finite",
        "that of feature 'tags' is NaN, the largest weight, of block 'mlp/1/bias', is -3.0E20");
  }

  @Test
  void namesTheFeatureAfterAValidation() {
    rows[0] = Float.NaN;
    assertThatThrownBy(
            () -> check.predictions(4, batch, rows, dense, new float[] {0.5f, Float.NaN}))
        .isInstanceOf(QuernException.class)
        .hasMessage(
            "A prediction of the validation is NaN after epoch 4 on worker 3: a weight of feature"
                + " 'user' is NaN; nothing was committed");
  }

  private void checkStep() {
    check.step(2, 6, batch, rows, rows.length, dense, gradients);
  }

  private void assertDiverged(String what, String cause) {
    assertThatThrownBy(this::checkStep)
        .isInstanceOf(QuernException.class)
        .hasMessage(
            what + " at step 7 of epoch 2 on worker 3: " + cause + "; nothing was committed");
  }
}

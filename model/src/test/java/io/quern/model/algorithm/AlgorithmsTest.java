package io.quern.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quern.api.Option;
import io.quern.api.QuernException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class AlgorithmsTest {
  @Test
  void findsByNameWhateverItsCase() {
    assertThat(Algorithms.named("deepctr")).isSameAs(Algorithms.all().get(0));
    assertThat(Algorithms.named("DeepCTR").options()).isSameAs(DeepCtrOptions.SET);
  }

  @Test
  void suggestsTheNearestNameForAnUnknownOne() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> Algorithms.named("DeepCRT"))
        .satisfies(
            e ->
                assertThat(e)
                    .hasToString(
                        "ERROR NAME: Unknown algorithm 'DeepCRT'"
                            + " (Did you mean 'DeepCTR'? See SHOW ALGORITHMS)"));
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> Algorithms.named("XGBoost"))
        .satisfies(e -> assertThat(e.hint()).contains("See SHOW ALGORITHMS"));
  }

  @Test
  void everyOptionIsDescribedInOneSentence() {
    for (Option<?> option : DeepCtrOptions.SET.options()) {
      assertThat(option.description()).describedAs(option.name()).matches("[^ ].*[^ .]\\.");
      assertThat(option.describeDefault()).describedAs(option.name()).isNotEmpty();
    }
  }

  @Test
  void declaresEveryOptionUnderAnotherName() {
    List<String> names =
        DeepCtrOptions.SET.options().stream()
            .map(option -> option.name().toLowerCase(Locale.ROOT))
            .toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void declaresTheOptionsThatEveryReleaseKeeps() {
    assertThat(DeepCtrOptions.SET.options().stream().map(Option::name).toList())
        .contains(
            "label",
            "features",
            "categorical",
            "numeric",
            "model",
            "embeddingDim",
            "hiddenUnits",
            "dropout",
            "batchNorm",
            "optimizer",
            "learningRate",
            "sparseOptimizer",
            "sparseLearningRate",
            "l2",
            "embeddingL2",
            "batchSize",
            "epochs",
            "seed",
            "validationTable",
            "validationFraction",
            "earlyStoppingPatience",
            "lrDecayPatience",
            "workers",
            "parameterServers",
            "mode",
            "keepVersion");
  }

  @Test
  void knowsTheOptionsOfScriptsThatItDoesNotNeed() {
    assertThat(DeepCtrOptions.isIgnored("fitParam.0.jobName")).isTrue();
    assertThat(DeepCtrOptions.isIgnored("SYSTEMPARAM.pythonPath")).isTrue();
    assertThat(DeepCtrOptions.isIgnored("kafkaParam.topic")).isTrue();
    assertThat(DeepCtrOptions.isIgnored("PythonScriptPath")).isTrue();
    assertThat(DeepCtrOptions.isIgnored("distributeEveryExecutor")).isTrue();
    assertThat(DeepCtrOptions.isIgnored("fitParam")).isFalse();
    assertThat(DeepCtrOptions.isIgnored("epochs")).isFalse();
  }
}

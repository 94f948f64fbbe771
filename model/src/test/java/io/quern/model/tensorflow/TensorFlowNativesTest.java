package io.quern.model.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quern.api.QuernException;
import org.junit.jupiter.api.Test;
import org.tensorflow.TensorFlow;

final class TensorFlowNativesTest {
  @Test
  void loadsTheVersionItShips() {
    TensorFlowNatives.load();
    TensorFlowNatives.load();
    assertThat(TensorFlowNatives.isLoaded()).isTrue();
    assertThat(TensorFlow.version()).isEqualTo(NativeLibraries.VERSION);
  }

  @Test
  void refusesOtherPlatforms() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> TensorFlowNatives.requireSupported("Mac OS X", "aarch64"))
        .withMessage("TensorFlow networks need Linux on x86-64, found 'Mac OS X' on 'aarch64'")
        .satisfies(e -> assertThat(e.hint()).contains("Networks LR and FM run everywhere"));
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> TensorFlowNatives.requireSupported("Linux", "aarch64"));
  }
}

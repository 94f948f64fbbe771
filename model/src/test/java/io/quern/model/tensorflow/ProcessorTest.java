package io.quern.model.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessorTest {
  @ParameterizedTest
  @ValueSource(strings = {"avx512_bf16", "amx_bf16"})
  void readsTheFlagsOfTheFirstProcessor(String flag) {
    Processor processor =
        Processor.of(
            """
            processor\t: 0
            model name\t: Some Processor with avx512_bf16
            flags\t\t: fpu sse2 fma %s avx512f
            bugs\t\t: spectre_v1 amx_bf16
            vmx flags\t: vnmi

            processor\t: 1
            flags\t\t: fpu
            """
                .formatted(flag));
    assertThat(processor.flags()).containsExactlyInAnyOrder("fpu", "sse2", "fma", flag, "avx512f");
    assertThat(processor.multipliesBfloat16()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "flags\t\t:\n",
        "flags\t\t: fpu avx512f avx512_bf16x avx512_vnni fpu\n",
        "processor\t: 0\nFeatures\t: fp asimd bf16 i8mm\n"
      })
  void elsewhereThereIsNoBfloat16(String cpuInfo) {
    assertThat(Processor.of(cpuInfo).multipliesBfloat16()).isFalse();
  }

  @Test
  void asksThisHost() {
    assertThat(Processor.ofThisHost()).isEqualTo(Processor.ofThisHost());
  }
}

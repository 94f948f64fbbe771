package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VariableSubstitutionTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "model", "deepfm",
          "two", "a\nb",
          "empty", "",
          "outer", "<${inner}>",
          "inner", "${model}!",
          "loop", "${pool}",
          "pool", "${loop}",
          "dollar", "$1\\",
          "quern.path", "/m");

  private static final VariableSubstitution SUBSTITUTION =
      new VariableSubstitution(name -> Optional.ofNullable(VALUES.get(name)), VALUES.keySet());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "select 1,select 1",
        "select ${model},select deepfm",
        "select '${model}' `${model}` \"\"${model}\"\",select 'deepfm' `deepfm` \"\"deepfm\"\"",
        "${spark:model} ${sparkconf:model} ${hivevar:model} ${hiveconf:model},"
            + "deepfm deepfm deepfm deepfm",
        "${quern.path}/${model},/m/deepfm",
        "a${empty}b,ab",
        "${outer},<deepfm!>",
        "${dollar},$1\\",
        "\\${model},\\deepfm",
        "${ model} ${model } ${} ${model $x {y},${ model} ${model } ${} ${model $x {y}",
        "select 1 -- ${nope}, select 1 -- ${nope}",
        "/* ${nope} */ ${model} /* ${nope} */,/* ${nope} */ deepfm /* ${nope} */",
        "'-- ${model}',\"'-- deepfm'\"",
        "where a='''/* ${model} */''',where a='''/* deepfm */'''"
      })
  void replacesVariables(String text, String expected) {
    String wanted =
        expected.startsWith("\"") ? expected.substring(1, expected.length() - 1) : expected;
    assertThat(SUBSTITUTION.substitute(text).text()).isEqualTo(wanted.stripLeading());
  }

  @Test
  void readsEnvironmentAndSystemProperties() {
    String version = System.getProperty("java.version");
    assertThat(SUBSTITUTION.substitute("${system:java.version}").text()).isEqualTo(version);
    assertThat(SUBSTITUTION.substitute("${env:PATH}").text()).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void rejectsUnknownVariablesAtTheirPlace() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> SUBSTITUTION.substitute("select '${model}',\n  ${modle}"))
        .withMessage("Unknown variable 'modle'")
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NAME);
              assertThat(e.position()).contains(new SourcePosition(2, 3));
              assertThat(e.hint()).contains("Did you mean 'model'?");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "${zzzzzzzzz},Unknown variable 'zzzzzzzzz'",
    "${foo:model},Unknown variable 'foo:model'",
    "${model:-x},Unknown variable 'model:-x'",
    "${env:QUERN_NOT_SET},Unknown variable 'env:QUERN_NOT_SET'",
    "${loop},Variable 'loop' holds itself"
  })
  void rejectsWhatHasNoValue(String text, String message) {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> SUBSTITUTION.substitute(text))
        .withMessage(message)
        .satisfies(e -> assertThat(e.position()).contains(SourcePosition.START));
  }

  @Test
  void boundsValuesThatDoubleEachOther() {
    VariableSubstitution doubling =
        new VariableSubstitution(
            name ->
                switch (name) {
                  case "a0" -> Optional.of("");
                  case "b0" -> Optional.of("x");
                  default -> {
                    String inner = name.charAt(0) + "" + (Integer.parseInt(name.substring(1)) - 1);
                    yield Optional.of("${%1$s}${%1$s}".formatted(inner));
                  }
                },
            List.of());
    assertThat(doubling.substitute("<${a100}>").text()).isEqualTo("<>");
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> doubling.substitute("${b100}"))
        .withMessage("Variable 'b24' stands for more than 10000000 characters");
  }

  @Test
  void mapsPlacesBackToTheTypedText() {
    String typed = "train ${model} as\n A.`${two}/${empty}x` ${model}\n where";
    SubstitutedText substituted = SUBSTITUTION.substitute(typed);
    String text = substituted.text();
    assertThat(text).isEqualTo("train deepfm as\n A.`a\nb/x` deepfm\n where");

    assertThat(typedAt(substituted, "train")).isEqualTo(new SourcePosition(1, 1));
    assertThat(typedAt(substituted, "deepfm as")).isEqualTo(new SourcePosition(1, 7));
    assertThat(typedAt(substituted, "fm as")).isEqualTo(new SourcePosition(1, 7));
    assertThat(typedAt(substituted, " as")).isEqualTo(new SourcePosition(1, 15));
    assertThat(typedAt(substituted, "A.")).isEqualTo(new SourcePosition(2, 2));
    assertThat(typedAt(substituted, "b/")).isEqualTo(new SourcePosition(2, 5));
    assertThat(typedAt(substituted, "/x")).isEqualTo(new SourcePosition(2, 11));
    assertThat(typedAt(substituted, "x`")).isEqualTo(new SourcePosition(2, 20));
    assertThat(typedAt(substituted, "deepfm\n")).isEqualTo(new SourcePosition(2, 23));
    assertThat(typedAt(substituted, "where")).isEqualTo(new SourcePosition(3, 2));
    assertThat(substituted.typedOffset(text.length())).isEqualTo(typed.length());
    assertThat(substituted.typed(new SourcePosition(99, 99))).isEqualTo(new SourcePosition(3, 7));
  }

  @Test
  void isTheIdentityWithoutVariables() {
    SubstitutedText same = SUBSTITUTION.substitute("select 1\n from t");
    assertThat(same.text()).isEqualTo("select 1\n from t");
    assertThat(same.typed(new SourcePosition(2, 2))).isEqualTo(new SourcePosition(2, 2));
  }

  private static SourcePosition typedAt(SubstitutedText substituted, String part) {
    String text = substituted.text();
    return substituted.typed(SourcePosition.ofOffset(text, text.indexOf(part)));
  }
}

package io.quern.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionSetTest {
  private static final Option<Integer> EPOCHS =
      Option.of("epochs", OptionType.INTEGER, 1, Range.between(1, 1000), "Passes over the data.");
  private static final Option<Double> RATE =
      Option.of("learningRate", OptionType.DOUBLE, 1e-3, Range.above(0, 10), "Step size.");
  private static final Option<String> LABEL =
      Option.required("label", OptionType.STRING, "Column that holds the click.");
  private static final Option<List<String>> FEATURES =
      Option.optional("features", OptionType.NAMES, "all others", Range.any(), "Columns.");
  private static final OptionSet SET =
      new OptionSet("DeepCTR", List.of(LABEL, EPOCHS, RATE, FEATURES));

  @Test
  void givesDefaultsForWhatIsNotGiven() {
    Options options = SET.resolve(List.of(text("LABEL", "click", 1)));
    assertThat(options.get(LABEL)).isEqualTo("click");
    assertThat(options.get(EPOCHS)).isEqualTo(1);
    assertThat(options.find(FEATURES)).isEmpty();
    assertThat(options.isGiven(EPOCHS)).isFalse();
    assertThat(options.place(LABEL)).contains(new SourcePosition(1, 9));
    assertThat(options.place(EPOCHS)).isEmpty();
    assertThat(options.texts())
        .containsExactlyInAnyOrderEntriesOf(
            java.util.Map.of("label", "click", "epochs", "1", "learningRate", "0.001"));
  }

  @Test
  void rejectsUnknownOptionAndSuggestsNearest() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> SET.resolve(List.of(text("label", "c", 1), text("learing_rate", "1", 3))))
        .satisfies(
            e -> {
              assertThat(e.headline())
                  .isEqualTo("ERROR OPTION at 3:1: Unknown option 'learing_rate' for DeepCTR");
              assertThat(e.hint()).contains("Did you mean 'learningRate'?");
            });
  }

  @Test
  void rejectsDuplicateWithPlaceOfTheFirst() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> SET.resolve(List.of(text("epochs", "1", 3), text("Epochs", "2", 4))))
        .withMessage("Option 'epochs' is given twice (first at 3:1)")
        .satisfies(e -> assertThat(e.position()).contains(new SourcePosition(4, 1)));
  }

  @Test
  void rejectsWrongTypeAtTheValue() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> SET.resolve(List.of(text("epochs", "ten", 3))))
        .withMessage("Option 'epochs' expects a whole number, found 'ten'")
        .satisfies(e -> assertThat(e.position()).contains(new SourcePosition(3, 9)));
  }

  @Test
  void rejectsValueOutOfRange() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> SET.resolve(List.of(text("learningRate", "-0.1", 1))))
        .withMessage(
            "Option 'learningRate' must be greater than 0.0 and at most 10.0, found '-0.1'");
  }

  @Test
  void rejectsMissingRequiredOption() {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> SET.resolve(List.of()))
        .withMessage("Option 'label' is required for DeepCTR");
  }

  @Test
  void callsArgumentsArguments() {
    OptionSet arguments = OptionSet.arguments("category", List.of(EPOCHS));
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> arguments.resolve(List.of(text("epoch", "1", 3))))
        .withMessage("Unknown argument 'epoch' for category");
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> arguments.resolve(List.of(text("epochs", "x", 3))))
        .withMessage("Argument 'epochs' expects a whole number, found 'x'");
  }

  @Test
  void readsNumbersInLists() {
    assertThat(OptionType.DOUBLES.parse("18, 2.5,-1")).contains(List.of(18.0, 2.5, -1.0));
    assertThat(OptionType.DOUBLES.parse("18,x")).isEmpty();
  }

  private static OptionText text(String name, String value, int line) {
    return new OptionText(name, value, new SourcePosition(line, 1), new SourcePosition(line, 9));
  }
}

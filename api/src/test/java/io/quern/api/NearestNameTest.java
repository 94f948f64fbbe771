package io.quern.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {
  private static final List<String> NAMES =
      List.of("epochs", "learningRate", "save", "load", "tags");

  @Test
  void findsANameDespiteCaseUnderscoresAndSlips() {
    assertThat(NearestName.of("learing_rate", NAMES)).contains("learningRate");
    assertThat(NearestName.of("EPOCH", NAMES)).contains("epochs");
    assertThat(NearestName.of("laod", NAMES)).contains("load");
  }

  @Test
  void findsNothingWhereNothingIsNear() {
    assertThat(NearestName.of("dropout", NAMES)).isEmpty();
    assertThat(NearestName.of("make", NAMES)).isEmpty();
    assertThat(NearestName.of("age", NAMES)).isEmpty();
  }

  @Test
  void prefersTheNearestAndTellsItAsAQuestion() {
    assertThat(NearestName.hint("tag", List.of("tages", "tags"))).contains("Did you mean 'tags'?");
  }
}

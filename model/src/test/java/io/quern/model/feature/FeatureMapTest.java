package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureMapTest {
  private static final FeatureMap MAP =
      RandomRows.featureMap(
          RandomRows.FEATURES, RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(50)));

  @Test
  void jsonHoldsEverything() {
    assertThat(FeatureMap.fromJson(MAP.toJson())).isEqualTo(MAP);
  }

  @Test
  void jsonOfALaterReleaseWithMorePropertiesIsRead() {
    String later = MAP.toJson().replaceFirst("\"name\"", "\"origin\" : [ 1 ], \"name\"");
    assertThat(FeatureMap.fromJson(later)).isEqualTo(MAP);
  }

  @Test
  void otherJsonIsRefusedWithTheReason() {
    for (String json :
        List.of("", "{", "{}", "[]", "{\"features\": []}", "null", "{\"features\": [null]}")) {
      assertThatThrownBy(() -> FeatureMap.fromJson(json))
          .isInstanceOfSatisfying(
              QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL))
          .hasMessageStartingWith("The feature map cannot be read: ");
    }
  }

  @Test
  void twoFeaturesOfOneNameAreRefused() {
    InputColumn column = new InputColumn("a", ColumnType.STRING);
    Feature feature = Feature.ofColumn(column, FeatureKind.CATEGORY);
    assertThatThrownBy(() -> new FeatureSchema(List.of(column), List.of(feature, feature)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Feature 'a' is there twice");
  }
}

package io.quern.model.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureMapTest {
  private static final FeatureMap MAP =
      RandomRows.featureMap(
          RandomRows.FEATURES, RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(50)));

  @Test
  void jsonHoldsEverything() {
    assertThat(FeatureMap.read(MAP.files()::get)).isEqualTo(MAP);
  }

  @Test
  void jsonOfALaterReleaseWithMorePropertiesIsRead() {
    String json = new String(MAP.files().get("features.json"), UTF_8);
    String later = json.replaceFirst("\"name\"", "\"origin\" : [ 1 ], \"name\"");
    assertThat(FeatureMap.read(name -> later.getBytes(UTF_8))).isEqualTo(MAP);
  }

  @Test
  void otherJsonIsRefusedWithTheReason() {
    for (String json :
        List.of("", "{", "{}", "[]", "{\"features\": []}", "null", "{\"features\": [null]}")) {
      assertThatThrownBy(() -> FeatureMap.read(name -> json.getBytes(UTF_8)))
          .isInstanceOfSatisfying(
              QuernException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL))
          .hasMessageStartingWith("The feature map cannot be read: ");
    }
  }

  @Test
  void filesHoldWhatIsFittedOfEveryTransform() {
    FeatureMap map = fitted(1, 300);
    assertThat(map.files())
        .containsOnlyKeys(
            "features.json",
            "vocabulary-00004.keys",
            "vocabulary-00005.keys",
            "vocabulary-00008.keys",
            "vocabulary-00010.keys",
            "vocabulary-00012.keys",
            "vocabulary-00014.keys",
            "vocabulary-00025.keys",
            "vocabulary-00026.keys");
    assertThat(FeatureMap.read(map.files()::get)).isEqualTo(map);
  }

  @Test
  void aDamagedVocabularyIsRefused() {
    Map<String, byte[]> files = new HashMap<>(fitted(1, 300).files());
    byte[] keys = files.get("vocabulary-00004.keys");
    files.put("vocabulary-00004.keys", Arrays.copyOf(keys, keys.length - 8));
    assertThatThrownBy(() -> FeatureMap.read(files::get))
        .isInstanceOf(QuernException.class)
        .hasMessage(
            "The vocabulary 'vocabulary-00004.keys' cannot be read: it does not hold as many keys"
                + " as it says");
    byte[] disordered = keys.clone();
    System.arraycopy(keys, 16, disordered, 24, 8);
    files.put("vocabulary-00004.keys", disordered);
    assertThatThrownBy(() -> FeatureMap.read(files::get))
        .hasMessage(
            "The vocabulary 'vocabulary-00004.keys' cannot be read: Keys 0 and 1 do not ascend");
    byte[] none = Arrays.copyOf(keys, 16);
    Arrays.fill(none, 8, 16, (byte) 0);
    Map<String, byte[]> fewer = new HashMap<>(fitted(1, 300).files());
    fewer.put("vocabulary-00004.keys", none);
    String json = new String(fewer.get("features.json"), UTF_8);
    fewer.put(
        "features.json",
        json.replaceAll("\"distinct\" : \\d+", "\"distinct\" : 0").getBytes(UTF_8));
    assertThatThrownBy(() -> FeatureMap.read(fewer::get))
        .isInstanceOf(QuernException.class)
        .hasMessageStartingWith("The vocabulary 'vocabulary-00005.keys' cannot be read: Invalid");
  }

  @Test
  void anExtendedMapHasTheStatisticsOfBothAndEitherVocabulary() {
    FeatureMap first = fitted(1, 300);
    FeatureMap second = fitted(2, 200);
    List<List<Object>> rows = new RandomRows(1).next(RandomRows.TRANSFORMS, 300);
    rows.addAll(new RandomRows(2).next(RandomRows.TRANSFORMS, 200));
    FeatureMap both =
        RandomRows.featureMap(
            RandomRows.TRANSFORMS, RandomRows.encode(RandomRows.TRANSFORMS, rows));
    FeatureMap extended = first.extendedBy(second);
    for (Feature feature : extended.features()) {
      FeatureFit fit = extended.fitOf(feature);
      assertThat(fit.statistics())
          .usingRecursiveComparison()
          .withComparatorForType(
              (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b), Double.class)
          .isEqualTo(both.fitOf(feature).statistics());
      assertThat(fit.boundaries()).isEqualTo(first.fitOf(feature).boundaries());
      KeySet keys = fit.vocabulary().keys();
      Set<Long> either = new HashSet<>();
      for (FeatureMap map : List.of(first, second)) {
        KeySet mine = map.fitOf(feature).vocabulary().keys();
        for (int rank = 0; rank < mine.size(); rank++) {
          assertThat(keys.contains(mine.get(rank))).isTrue();
          either.add(mine.get(rank));
        }
      }
      assertThat(keys.size()).isEqualTo(either.size());
    }
    assertThatThrownBy(() -> first.extendedBy(MAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The feature maps are of different features");
  }

  private static FeatureMap fitted(long seed, int rows) {
    FeatureSchema schema = RandomRows.TRANSFORMS;
    return RandomRows.featureMap(
        schema, RandomRows.encode(schema, new RandomRows(seed).next(schema, rows)));
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

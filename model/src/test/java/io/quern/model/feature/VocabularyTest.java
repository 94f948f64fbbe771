package io.quern.model.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void keySetFindsItsKeysAndNoOthers() {
    Random random = new Random(1);
    for (int size : new int[] {0, 1, 2, 3, 1000, 5000}) {
      TreeSet<Long> keys = new TreeSet<>(Long::compareUnsigned);
      while (keys.size() < size) {
        keys.add(size == 3 ? -1L - keys.size() : random.nextLong());
      }
      KeySet set = KeySet.ofAscending(keys.stream().mapToLong(key -> key).toArray());
      for (long key : keys) {
        assertThat(set.contains(key)).isTrue();
        assertThat(set.contains(key + 1)).isEqualTo(keys.contains(key + 1));
      }
      assertThat(set.contains(0)).isEqualTo(keys.contains(0L));
      assertThat(set.contains(-1)).isEqualTo(keys.contains(-1L));
    }
  }

  @Test
  void keysThatDoNotAscendAreRefused() {
    assertThatThrownBy(() -> KeySet.ofAscending(new long[] {1, 2, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Keys 1 and 2 do not ascend");
    KeySet.ofAscending(new long[] {1, Long.MIN_VALUE, -1});
  }

  @Test
  void candidatesOfPartsJoinToTheMostFrequentOfAll() {
    Random random = new Random(2);
    for (int round = 0; round < 30; round++) {
      Vocabulary limits = new Vocabulary(1 + random.nextInt(3), random.nextInt(60));
      Map<Long, Long> all = new HashMap<>();
      for (int i = 0; i < 400; i++) {
        all.merge(Math.floorMod(random.nextLong(), 90L) << 57, 1L + random.nextInt(2), Long::sum);
      }
      List<VocabularyCandidates> parts = new ArrayList<>();
      for (int shard = 0; shard < 4; shard++) {
        KeyCounts counts = new KeyCounts();
        int mine = shard;
        all.forEach(
            (key, count) -> {
              if (FeatureKeys.virtualShard(key) % 4 == mine) {
                counts.add(key, count);
              }
            });
        parts.add(VocabularyCandidates.of(limits, counts));
      }
      FittedVocabulary fitted = VocabularyCandidates.fit(limits, parts);
      List<Long> kept =
          all.entrySet().stream()
              .filter(e -> e.getValue() >= limits.minCount())
              .sorted(
                  Map.Entry.<Long, Long>comparingByValue()
                      .reversed()
                      .thenComparing(Map.Entry::getKey, Long::compareUnsigned))
              .limit(limits.maxSize() == 0 ? Long.MAX_VALUE : limits.maxSize())
              .map(Map.Entry::getKey)
              .sorted(Long::compareUnsigned)
              .toList();
      long[] found = new long[fitted.keys().size()];
      Arrays.setAll(found, fitted.keys()::get);
      assertThat(found).isEqualTo(kept.stream().mapToLong(key -> key).toArray());
      assertThat(fitted.distinct()).isEqualTo(all.size());
      assertThat(fitted.outOfVocabulary())
          .isEqualTo(
              all.entrySet().stream()
                  .filter(e -> !kept.contains(e.getKey()))
                  .mapToLong(Map.Entry::getValue)
                  .sum());
    }
  }

  @Test
  void leftToTheDataRareValuesOfManyAreLeftOut() {
    for (int distinct : new int[] {1, 20, Vocabulary.FEW, Vocabulary.FEW + 1, 1000}) {
      FittedVocabulary fitted = VocabularyCandidates.fit(Vocabulary.AUTOMATIC, parts(distinct));
      boolean few = distinct <= Vocabulary.FEW;
      int rare = Math.min(distinct, Vocabulary.RARE - 1);
      assertThat(fitted.limited()).isTrue();
      assertThat(fitted.distinct()).isEqualTo(distinct);
      assertThat(fitted.keys().size()).isEqualTo(few ? distinct : distinct - rare);
      assertThat(fitted.outOfVocabulary()).isEqualTo(few ? 0 : 1 + 2 + 3 + 4);
    }
  }

  /** Keys in seven parts; the first is there once, the second twice, and so on. */
  private static List<VocabularyCandidates> parts(int distinct) {
    List<KeyCounts> counts = new ArrayList<>();
    for (int part = 0; part < 7; part++) {
      counts.add(new KeyCounts());
    }
    for (int key = 1; key <= distinct; key++) {
      counts.get(key % 7).add(key * 0x9E3779B97F4A7C15L, key);
    }
    return counts.stream()
        .map(part -> VocabularyCandidates.of(Vocabulary.AUTOMATIC, part))
        .toList();
  }

  @Test
  void leftToTheDataAVocabularyThatWouldBeTooLargeIsNone() {
    KeyCounts counts = new KeyCounts();
    for (long key = 1; key <= Vocabulary.MANY + 1L; key++) {
      counts.add(key * 0x9E3779B97F4A7C15L, Vocabulary.RARE);
    }
    VocabularyCandidates part = VocabularyCandidates.of(Vocabulary.AUTOMATIC, counts);
    assertThat(VocabularyCandidates.fit(Vocabulary.AUTOMATIC, List.of(part)))
        .isEqualTo(FittedVocabulary.NONE);
    KeyCounts other = new KeyCounts();
    other.add(5, 5);
    FittedVocabulary small =
        VocabularyCandidates.fit(
            Vocabulary.AUTOMATIC, List.of(VocabularyCandidates.of(Vocabulary.AUTOMATIC, other)));
    assertThat(FittedVocabulary.NONE.union(small)).isEqualTo(FittedVocabulary.NONE);
    assertThat(small.union(small).keys().size()).isEqualTo(1);
  }

  @Test
  void countsGrowAndCanBeCleared() {
    KeyCounts counts = new KeyCounts();
    for (int round = 0; round < 2; round++) {
      for (long key = 0; key < 5000; key++) {
        counts.add(key << 30, 1);
        counts.add(key << 30, key);
      }
      assertThat(counts.size()).isEqualTo(5000);
      counts.forEach((key, count) -> assertThat(count).isEqualTo(1 + (key >>> 30)));
      counts.clear();
      assertThat(counts.size()).isZero();
    }
  }

  @Test
  void limitsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Vocabulary(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid vocabulary: minCount -1, maxSize 0");
    assertThat(new Vocabulary(1, 0)).isEqualTo(Vocabulary.ALL);
    assertThat(Vocabulary.ALL.isLimited()).isFalse();
  }
}

package io.quern.model.feature;

import io.quern.model.feature.EncodedLayout.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the keys of the features whose vocabulary has limits, in encoded rows. Keys of missing
 * values are not counted. Confined to one thread.
 */
public final class VocabularyCounter {
  private final List<Feature> features = new ArrayList<>();
  private final List<KeyCounts> counts = new ArrayList<>();
  private final int[] keyPlaces;
  private final int[] bagPlaces;
  private final long[] missing;

  /** Nothing is counted yet. */
  public VocabularyCounter(FeatureSchema schema) {
    List<Feature> slots = FeatureMap.slots(schema.features());
    List<Integer> ofKeys = new ArrayList<>();
    List<Integer> ofBags = new ArrayList<>();
    int[] places = new int[Part.values().length];
    for (Feature feature : slots) {
      Part part = Part.of(feature);
      int place = places[part.ordinal()]++;
      if (feature.transform().vocabularyLimits().isLimited()) {
        (part == Part.BAG ? ofBags : ofKeys).add(place);
        features.add(feature);
        counts.add(new KeyCounts());
      }
    }
    keyPlaces = ofKeys.stream().mapToInt(i -> i).toArray();
    bagPlaces = ofBags.stream().mapToInt(i -> i).toArray();
    missing =
        features.stream()
            .mapToLong(f -> FeatureKeys.missing(FeatureKeys.columnSalt(f.table())))
            .toArray();
  }

  /** The features that are counted, in the order of their slots. */
  public List<Feature> features() {
    return List.copyOf(features);
  }

  /** The features of a schema that would be counted, in the order of their slots. */
  public static List<Feature> limited(FeatureSchema schema) {
    return FeatureMap.slots(schema.features()).stream()
        .filter(feature -> feature.transform().vocabularyLimits().isLimited())
        .toList();
  }

  /** What was counted of the feature at that position of {@link #features()}. */
  public KeyCounts counts(int position) {
    return counts.get(position);
  }

  /** Takes in the rows of a block. */
  public void add(EncodedRows rows) {
    for (int i = 0; i < keyPlaces.length; i++) {
      KeyCounts counted = counts.get(i);
      for (int row = 0; row < rows.size(); row++) {
        long key = rows.key(row, keyPlaces[i]);
        if (key != missing[i]) {
          counted.add(key, 1);
        }
      }
    }
    for (int i = 0; i < bagPlaces.length; i++) {
      int position = keyPlaces.length + i;
      for (int row = 0; row < rows.size(); row++) {
        addBag(rows, row, bagPlaces[i], position);
      }
    }
  }

  private void addBag(EncodedRows rows, int row, int bag, int position) {
    int end = rows.bagEnd(row, bag);
    for (int element = rows.bagStart(row, bag); element < end; element++) {
      long key = rows.bagKey(element);
      if (key != missing[position]) {
        counts.get(position).add(key, 1);
      }
    }
  }

  /** Distinct keys counted, of all features together. */
  public long size() {
    return counts.stream().mapToLong(KeyCounts::size).sum();
  }

  /** The vocabularies of all rows that were taken in, in the order of {@link #features()}. */
  public List<FittedVocabulary> fit() {
    List<FittedVocabulary> fitted = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      Vocabulary limits = features.get(i).transform().vocabularyLimits();
      fitted.add(
          VocabularyCandidates.fit(
              limits, List.of(VocabularyCandidates.of(limits, counts.get(i)))));
    }
    return fitted;
  }

  /** Forgets everything counted; keeps the memory. */
  public void clear() {
    counts.forEach(KeyCounts::clear);
  }
}

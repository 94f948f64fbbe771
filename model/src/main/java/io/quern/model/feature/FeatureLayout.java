package io.quern.model.feature;

import java.io.Serializable;

/**
 * How many slots of each kind a row has. Slots are numbered categories first, then numbers, then
 * bags, each in the order of the feature map; a network sees slots, never columns.
 */
public record FeatureLayout(int categories, int numbers, int bags) implements Serializable {
  public FeatureLayout {
    if (categories < 0 || numbers < 0 || bags < 0 || categories + numbers + bags == 0) {
      throw new IllegalArgumentException(
          "Invalid layout: %d categories, %d numbers, %d bags"
              .formatted(categories, numbers, bags));
    }
  }

  /** Slots with exactly one key per row: categories and numbers. */
  public int singles() {
    return categories + numbers;
  }

  public int slots() {
    return categories + numbers + bags;
  }
}

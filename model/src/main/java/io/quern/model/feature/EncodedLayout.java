package io.quern.model.feature;

import java.io.Serializable;

/**
 * What an encoded row holds: per feature what its columns alone decide, in the order of slots among
 * features that are stored alike.
 *
 * @param keys of categories, crosses and buckets with given boundaries
 * @param numbers as they came: numbers, and values to be cut at fitted quantiles
 * @param bags lists of keys
 * @param weighted whether the keys of bags have weights; keys of bags without have weight 1 then
 */
public record EncodedLayout(int keys, int numbers, int bags, boolean weighted)
    implements Serializable {
  public EncodedLayout {
    if (keys < 0 || numbers < 0 || bags < 0 || keys + numbers + bags == 0) {
      throw new IllegalArgumentException(
          "Invalid layout: %d keys, %d numbers, %d bags".formatted(keys, numbers, bags));
    }
  }

  /** How a feature is stored. */
  enum Part {
    KEY,
    NUMBER,
    BAG,
    /** Not at all: it is read from what another feature is stored as. */
    NONE;

    static Part of(Feature feature) {
      return switch (feature.kind()) {
        case CATEGORY -> feature.transform() instanceof Transform.Quantiles ? NUMBER : KEY;
        case NUMBER -> feature.isQuantity() ? NONE : NUMBER;
        case BAG -> BAG;
      };
    }
  }

  static EncodedLayout of(FeatureSchema schema) {
    int[] counts = new int[Part.values().length];
    boolean weighted = false;
    for (Feature feature : schema.features()) {
      counts[Part.of(feature).ordinal()]++;
      weighted |= feature.transform() instanceof Transform.Bag bag && bag.weighted();
    }
    return new EncodedLayout(
        counts[Part.KEY.ordinal()],
        counts[Part.NUMBER.ordinal()],
        counts[Part.BAG.ordinal()],
        weighted);
  }
}

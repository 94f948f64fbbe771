package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.feature.Vocabulary;
import java.util.List;

/** Which values of features have embeddings and linear weights: who gets a row, who loses it. */
public final class RowOptions {
  public static final Option<Integer> MIN_COUNT =
      Option.optional(
          "minCount",
          OptionType.INTEGER,
          "%d for features of more than %d values, else 1"
              .formatted(Vocabulary.RARE, Vocabulary.FEW),
          Range.atLeast(1),
          "Training rows that must hold a value for it to get a row of its own; rarer values of a"
              + " feature share one.");

  public static final Option<Integer> ADMIT_AFTER =
      Option.of(
          "admitAfter",
          OptionType.INTEGER,
          0,
          Range.between(0, 255),
          "Occurrences in training, the one at hand included, from which on a value is learnt;"
              + " 0 = from the first.");

  public static final Option<String> ADMISSION =
      Option.of(
          "admission",
          OptionType.oneOf("count", "bloom"),
          "count",
          Range.any(),
          "How occurrences are counted: exactly, or in a Bloom filter of fixed size.");

  public static final Option<Long> ADMISSION_KEYS =
      Option.of(
          "admissionKeys",
          OptionType.LONG,
          10_000_000L,
          new Range<>(
              "between 1000 and 2000000000", keys -> keys >= 1_000 && keys <= 2_000_000_000),
          "Distinct values that the Bloom filter is made for.");

  public static final Option<Double> ADMISSION_ERROR =
      Option.of(
          "admissionError",
          OptionType.DOUBLE,
          0.01,
          Range.between(1e-6, 0.5),
          "Share of values that a Bloom filter so full counts too high.");

  public static final Option<Integer> EVICT_UNSEEN_EPOCHS =
      Option.of(
          "evictUnseenEpochs",
          OptionType.INTEGER,
          0,
          Range.between(0, 100_000),
          "Values are forgotten that so many epochs have not seen; 0 = never.");

  public static final Option<Double> EVICT_BELOW_NORM =
      Option.of(
          "evictBelowNorm",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 1e6),
          "Values are forgotten, at the end of an epoch, whose weights have a smaller Euclidean"
              + " norm; 0 = never.");

  public static final Option<Double> EVICT_BELOW_SCORE =
      Option.of(
          "evictBelowScore",
          OptionType.DOUBLE,
          0.0,
          Range.between(0.0, 1e6),
          "Values are forgotten, at the end of an epoch, whose score scoreClick × clicks +"
              + " scoreShow × (shows − clicks) is less; 0 = never.");

  public static final Option<Double> SCORE_CLICK =
      Option.of(
          "scoreClick",
          OptionType.DOUBLE,
          1.0,
          Range.between(0.0, 1000.0),
          "Weight, in the score, of an occurrence in a row of label 1.");

  public static final Option<Double> SCORE_SHOW =
      Option.of(
          "scoreShow",
          OptionType.DOUBLE,
          0.1,
          Range.between(0.0, 1000.0),
          "Weight, in the score, of any other occurrence.");

  public static final Option<Double> SCORE_DECAY =
      Option.of(
          "scoreDecay",
          OptionType.DOUBLE,
          0.98,
          Range.between(0.0, 1.0),
          "Factor of shows and clicks at the end of each epoch.");

  /** In the order SHOW OPTIONS prints them. */
  static final List<Option<?>> ALL =
      List.of(
          MIN_COUNT,
          ADMIT_AFTER,
          ADMISSION,
          ADMISSION_KEYS,
          ADMISSION_ERROR,
          EVICT_UNSEEN_EPOCHS,
          EVICT_BELOW_NORM,
          EVICT_BELOW_SCORE,
          SCORE_CLICK,
          SCORE_SHOW,
          SCORE_DECAY);

  private RowOptions() {}
}

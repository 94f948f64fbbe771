package io.quern.model.algorithm;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.Option;
import io.quern.api.Options;
import io.quern.api.QuernException;
import java.io.Serializable;
import java.util.List;

/**
 * How embeddings begin, who gets one and who loses it.
 *
 * @param initScale σ of normal, bound of uniform, gain of xavier embeddings
 * @param admission what values need before they are learnt
 * @param eviction what values are forgotten for
 */
public record RowChoice(
    Distribution init, double initScale, AdmissionChoice admission, EvictionChoice eviction)
    implements Serializable {

  /** Of new embeddings. */
  public enum Distribution {
    NORMAL,
    UNIFORM,
    XAVIER
  }

  /**
   * @param after occurrences; 0 and 1 = none needed
   * @param bloom whether a Bloom filter counts them
   * @param keys that it is made for
   * @param error rate of it
   */
  public record AdmissionChoice(int after, boolean bloom, long keys, double error)
      implements Serializable {}

  /** What is 0 forgets nothing. */
  public record EvictionChoice(
      int unseenEpochs,
      double belowNorm,
      double belowScore,
      double scoreClick,
      double scoreShow,
      double scoreDecay)
      implements Serializable {}

  private static final double SMALL = 1e-4;

  public RowChoice {
    requireNonNull(init, "init is null");
    requireNonNull(admission, "admission is null");
    requireNonNull(eviction, "eviction is null");
  }

  static RowChoice from(Options options) {
    EvictionChoice eviction = eviction(options);
    AdmissionChoice admission = admission(options);
    boolean counts = admission.after() > 1;
    reject(options, !counts, List.of(RowOptions.ADMISSION), "needs 'admitAfter' of at least 2");
    reject(
        options,
        !counts || !admission.bloom(),
        List.of(RowOptions.ADMISSION_KEYS, RowOptions.ADMISSION_ERROR),
        "needs 'admission' 'bloom' and 'admitAfter' of at least 2");
    reject(
        options,
        eviction.belowScore() == 0,
        List.of(RowOptions.SCORE_CLICK, RowOptions.SCORE_SHOW, RowOptions.SCORE_DECAY),
        "needs 'evictBelowScore'");
    Distribution init =
        switch (options.get(OptimizerOptions.EMBEDDING_INIT)) {
          case "uniform" -> Distribution.UNIFORM;
          case "xavier" -> Distribution.XAVIER;
          default -> Distribution.NORMAL;
        };
    double scale =
        options
            .find(OptimizerOptions.EMBEDDING_INIT_SCALE)
            .orElse(init == Distribution.XAVIER ? 1 : SMALL);
    return new RowChoice(init, scale, admission, eviction);
  }

  private static AdmissionChoice admission(Options options) {
    return new AdmissionChoice(
        options.get(RowOptions.ADMIT_AFTER),
        options.get(RowOptions.ADMISSION).equals("bloom"),
        options.get(RowOptions.ADMISSION_KEYS),
        options.get(RowOptions.ADMISSION_ERROR));
  }

  private static EvictionChoice eviction(Options options) {
    return new EvictionChoice(
        options.get(RowOptions.EVICT_UNSEEN_EPOCHS),
        options.get(RowOptions.EVICT_BELOW_NORM),
        options.get(RowOptions.EVICT_BELOW_SCORE),
        options.get(RowOptions.SCORE_CLICK),
        options.get(RowOptions.SCORE_SHOW),
        options.get(RowOptions.SCORE_DECAY));
  }

  private static void reject(
      Options options, boolean useless, List<Option<?>> candidates, String need) {
    for (Option<?> option : candidates) {
      if (useless && options.isGiven(option)) {
        QuernException error =
            new QuernException(
                    ErrorCode.OPTION, "Option '%s' has no effect here".formatted(option.name()))
                .withHint("It " + need);
        throw options.place(option).map(error::at).orElse(error);
      }
    }
  }
}

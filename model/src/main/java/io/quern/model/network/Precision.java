package io.quern.model.network;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.tensorflow.Processor;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers that the products of dense layers are made of while a network is trained: 32-bit
 * floats, or their upper halves (8 bits of exponent, 7 of fraction), summed in 32 bits. Weights,
 * gradients between steps, optimizers, embeddings and all other operations keep 32 bits, and so do
 * validation, PREDICT and the SavedModel.
 *
 * <p>Kalamkar et al., "A Study of BFLOAT16 for Deep Learning Training", 2019, section 3.
 */
public enum Precision {
  FP32,
  BF16;

  /** Of networks in TensorFlow. */
  public static final Option<String> OPTION =
      Option.of(
          "precision",
          OptionType.oneOf(FP32.word(), BF16.word()),
          FP32.word(),
          Range.any(),
          "Numbers that dense layers multiply in training; bf16 needs a processor with avx512_bf16"
              + " or amx_bf16.");

  static Precision of(NetworkSpec spec) {
    return valueOf(spec.get(OPTION).toUpperCase(Locale.ROOT));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why a network cannot be trained as specified on such a processor; empty where it can. */
  public static Optional<Misfit> misfit(NetworkSpec spec, Processor processor) {
    if (of(spec) == FP32 || processor.multipliesBfloat16()) {
      return Optional.empty();
    }
    return Optional.of(
        new Misfit(
            OPTION.name(),
            "Option 'precision' must be 'fp32' on this processor, found 'bf16'",
            "bf16 needs Linux and avx512_bf16 or amx_bf16 among the flags in /proc/cpuinfo"));
  }
}

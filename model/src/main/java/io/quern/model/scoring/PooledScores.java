package io.quern.model.scoring;

import io.quern.model.feature.EncodedRows;

/** Scores of a network in plain Java: the logistic function of bias plus an equation. */
final class PooledScores implements RowScores {
  private final SlotPooling slots;
  private final SlotEquation equation;
  private final double bias;

  /** What a network adds to the bias. */
  interface SlotEquation {
    double logit(SlotPooling slots);
  }

  PooledScores(SlotPooling slots, SlotEquation equation, double bias) {
    this.slots = slots;
    this.equation = equation;
    this.bias = bias;
  }

  @Override
  public void score(EncodedRows rows, double[] out) {
    for (int row = 0; row < rows.size(); row++) {
      slots.pool(rows, row);
      out[row] = 1 / (1 + Math.exp(-(bias + equation.logit(slots))));
    }
  }

  /** Logistic regression: {@code Σ_f w_f}. */
  static double linear(SlotPooling slots) {
    double sum = 0;
    for (double value : slots.linear) {
      sum += value;
    }
    return sum;
  }

  /**
   * The factorization machine: {@code Σ_f w_f + ½ Σ_d ((Σ_f v_fd)² − Σ_f v_fd²)}. Rendle,
   * "Factorization Machines", ICDM 2010, Lemma 3.1.
   */
  static double factorization(SlotPooling slots) {
    double[] vectors = slots.embedding;
    double pairs = 0;
    for (int d = 0; d < slots.dim(); d++) {
      double sum = 0;
      double squares = 0;
      for (int i = d; i < vectors.length; i += slots.dim()) {
        sum += vectors[i];
        squares += vectors[i] * vectors[i];
      }
      pairs += sum * sum - squares;
    }
    return linear(slots) + pairs / 2;
  }

  @Override
  public void close() {}
}

package io.quern.model.scoring;

/** The dense part of a model, which all its scorers share. Thread-safe. */
sealed interface ScoreKernel extends AutoCloseable {
  /** Scores for one thread, over slots of its own. */
  RowScores newScores(SlotPooling slots);

  /** Scores made before stay usable. */
  @Override
  void close();

  /** Logistic regression, or a factorization machine where there are embeddings. */
  record Plain(double bias) implements ScoreKernel {
    @Override
    public RowScores newScores(SlotPooling slots) {
      return slots.dim() == 0
          ? new LinearScores(slots, bias)
          : new FactorizationScores(slots, bias);
    }

    @Override
    public void close() {}
  }

  /** A SavedModel, loaded once. */
  record TensorFlow(DensePredictor predictor) implements ScoreKernel {
    @Override
    public RowScores newScores(SlotPooling slots) {
      return new DenseScores(slots, predictor.another());
    }

    @Override
    public void close() {
      predictor.close();
    }
  }
}

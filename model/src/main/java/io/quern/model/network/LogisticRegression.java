package io.quern.model.network;

import java.nio.file.Path;

/**
 * Logistic regression: {@code z = b + Σ_f w_f}.
 *
 * <p>McMahan et al., "Ad Click Prediction: a View from the Trenches", KDD 2013, section 2.
 */
final class LogisticRegression implements NetworkDefinition {
  @Override
  public String name() {
    return "LR";
  }

  @Override
  public String description() {
    return "Logistic regression: \"Ad Click Prediction: a View from the Trenches\", 2013.";
  }

  @Override
  public boolean usesEmbeddings() {
    return false;
  }

  @Override
  public boolean usesTensorFlow() {
    return false;
  }

  @Override
  public DenseLayout dense(NetworkSpec spec) {
    return SlotNetwork.denseLayout();
  }

  @Override
  public Network create(NetworkSpec spec) {
    return new SlotNetwork(spec, new Equation(spec.rowWidth()));
  }

  @Override
  public void exportSavedModel(NetworkSpec spec, float[] dense, Path folder) {
    throw new UnsupportedOperationException(name() + " has no SavedModel");
  }

  private record Equation(int width) implements SlotEquation {
    @Override
    public float logit(float[] slots) {
      float sum = 0;
      for (int f = 0; f < slots.length; f += width) {
        sum += slots[f];
      }
      return sum;
    }

    @Override
    public void gradient(float[] slots, float scale, float[] out) {
      for (int f = 0; f < slots.length; f += width) {
        out[f] = scale;
      }
    }
  }
}

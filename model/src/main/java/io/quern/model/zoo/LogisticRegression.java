package io.quern.model.zoo;

import io.quern.api.Option;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.Misfit;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.SlotEquation;
import io.quern.model.network.SlotNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public int embeddingDim(NetworkSpec spec) {
    return 0;
  }

  @Override
  public boolean usesTensorFlow() {
    return false;
  }

  @Override
  public Optional<Misfit> misfit(NetworkSpec spec) {
    return Optional.empty();
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

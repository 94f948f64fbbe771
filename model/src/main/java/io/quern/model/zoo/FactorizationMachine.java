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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The factorization machine of degree 2: {@code z = b + Σ_f w_f + Σ_{f<g} ⟨v_f, v_g⟩}, computed as
 * {@code ½ Σ_d ((Σ_f v_fd)² − Σ_f v_fd²)}.
 *
 * <p>Rendle, "Factorization Machines", ICDM 2010, equations 1 and 5 (Lemma 3.1).
 */
final class FactorizationMachine implements NetworkDefinition {
  @Override
  public String name() {
    return "FM";
  }

  @Override
  public String description() {
    return "Factorization machine: \"Factorization Machines\", 2010.";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(NetworkSpec.EMBEDDING_DIM);
  }

  @Override
  public int embeddingDim(NetworkSpec spec) {
    return spec.get(NetworkSpec.EMBEDDING_DIM);
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

  /** Column 0 of the sums belongs to the linear weights. */
  private static final class Equation implements SlotEquation {
    private final int width;
    private final float[] sum;
    private final float[] squares;

    Equation(int width) {
      this.width = width;
      sum = new float[width];
      squares = new float[width];
    }

    @Override
    public float logit(float[] slots) {
      Arrays.fill(sum, 0);
      Arrays.fill(squares, 0);
      for (int f = 0; f < slots.length; f += width) {
        for (int d = 0; d < width; d++) {
          float value = slots[f + d];
          sum[d] += value;
          squares[d] += value * value;
        }
      }
      float pairs = 0;
      for (int d = 1; d < width; d++) {
        pairs += sum[d] * sum[d] - squares[d];
      }
      return sum[0] + 0.5f * pairs;
    }

    /** {@code ∂z/∂w_f = 1}, {@code ∂z/∂v_f = Σ_g v_g − v_f}. */
    @Override
    public void gradient(float[] slots, float scale, float[] out) {
      for (int f = 0; f < slots.length; f += width) {
        for (int d = 0; d < width; d++) {
          out[f + d] = scale * (sum[d] - slots[f + d]);
        }
        out[f] = scale;
      }
    }
  }
}

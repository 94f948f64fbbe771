package io.quern.runtime.train;

import java.util.List;
import java.util.Map;

/** The logits of networks by their papers' formulas, one line of code per line of the paper. */
final class ReferenceEquations {
  private static final double EPSILON = 1e-5;

  private ReferenceEquations() {}

  /** A network's logit of every example, {@code [B, 1]}. */
  interface Equation {
    /**
     * @param dense by the blocks' names; vectors are matrices of one row
     */
    Matrix logits(Slots slots, Map<String, Matrix> dense);
  }

  /**
   * The slots' values of a batch.
   *
   * @param linear the linear weights, {@code [B, F]}
   * @param embeddings of each slot, {@code [B, D]}
   */
  record Slots(Matrix linear, List<Matrix> embeddings) {
    /** The embeddings side by side, {@code [B, F × D]}. */
    Matrix flat() {
      return embeddings.stream().reduce(Matrix::beside).orElseThrow();
    }
  }

  /** z = b + Σ w_f + Σ_{f<g} ⟨v_f, v_g⟩. */
  static Matrix factorizationMachine(Slots slots, Map<String, Matrix> dense) {
    return slots.linear().rowSums().plus(pairs(slots)).plus(dense.get("bias"));
  }

  /** z = b + Σ w_f + Σ_{f<g} ⟨v_{f,g}, v_{g,f}⟩; an embedding holds v_{f,0}, v_{f,1}, … */
  static Matrix fieldAware(Slots slots, Map<String, Matrix> dense) {
    int count = slots.embeddings().size();
    Matrix sum = slots.linear().rowSums().plus(dense.get("bias"));
    for (int f = 0; f < count; f++) {
      for (int g = f + 1; g < count; g++) {
        Matrix product = vector(slots, f, g).multipliedBy(vector(slots, g, f));
        sum = sum.plus(product.rowSums());
      }
    }
    return sum;
  }

  private static Matrix vector(Slots slots, int of, int met) {
    Matrix all = slots.embeddings().get(of);
    int length = all.columns() / slots.embeddings().size();
    return all.columns(met * length, (met + 1) * length);
  }

  /** z = Σ w_f + Σ_{f<g} ⟨v_f, v_g⟩ + MLP(v). */
  static Matrix deepFm(Slots slots, Map<String, Matrix> dense) {
    Matrix deep = linear(hidden(slots.flat(), "mlp", dense), "mlp/output", dense);
    return slots.linear().rowSums().plus(pairs(slots)).plus(deep);
  }

  /** x_{l+1} = x_0 ∘ (x_l W_l + b_l) + x_l beside MLP(x_0), and a linear output of both. */
  static Matrix deepCrossV2(Slots slots, Map<String, Matrix> dense) {
    Matrix start = slots.flat();
    Matrix x = start;
    for (int layer = 1; dense.containsKey("cross/" + layer + "/kernel"); layer++) {
      x = start.multipliedBy(linear(x, "cross/" + layer, dense)).plus(x);
    }
    return linear(x.beside(hidden(start, "mlp", dense)), "output", dense);
  }

  private static Matrix pairs(Slots slots) {
    Matrix sum = null;
    for (int f = 0; f < slots.embeddings().size(); f++) {
      for (int g = f + 1; g < slots.embeddings().size(); g++) {
        Matrix product = slots.embeddings().get(f).multipliedBy(slots.embeddings().get(g));
        sum = sum == null ? product.rowSums() : sum.plus(product.rowSums());
      }
    }
    return sum;
  }

  /** The layers of a tower without its output: Linear → batch norm → ReLU. */
  static Matrix hidden(Matrix input, String tower, Map<String, Matrix> dense) {
    Matrix x = input;
    for (int i = 1; dense.containsKey(tower + "/" + i + "/kernel"); i++) {
      String layer = tower + "/" + i;
      x = linear(x, layer, dense);
      if (dense.containsKey(layer + "/scale")) {
        Matrix standard = x.normalized(EPSILON);
        x = standard.multipliedBy(dense.get(layer + "/scale")).plus(dense.get(layer + "/shift"));
      }
      x = x.rectified();
    }
    return x;
  }

  static Matrix linear(Matrix x, String layer, Map<String, Matrix> dense) {
    return x.times(dense.get(layer + "/kernel")).plus(dense.get(layer + "/bias"));
  }
}

package io.quern.runtime.train;

import java.util.List;

/** The logits of networks by their papers' formulas, one line of code per line of the paper. */
final class ReferenceEquations {
  private ReferenceEquations() {}

  /** A network's logit of every example, {@code [B, 1]}. */
  interface Equation {
    Matrix logits(Slots slots, ReferenceDense dense);
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
      return Matrix.beside(embeddings);
    }
  }

  /** z = b + Σ w_f + Σ_{f<g} ⟨v_f, v_g⟩. */
  static Matrix factorizationMachine(Slots slots, ReferenceDense dense) {
    return slots.linear().rowSums().plus(pairs(slots)).plus(dense.get("bias"));
  }

  /** z = b + Σ w_f + Σ_{f<g} ⟨v_{f,g}, v_{g,f}⟩; an embedding holds v_{f,0}, v_{f,1}, … */
  static Matrix fieldAware(Slots slots, ReferenceDense dense) {
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
  static Matrix deepFm(Slots slots, ReferenceDense dense) {
    Matrix deep = linear(hidden(slots.flat(), "mlp", dense), "mlp/output", dense);
    return slots.linear().rowSums().plus(pairs(slots)).plus(deep);
  }

  /** x_{l+1} = x_0 ∘ (x_l W_l + b_l) + x_l beside MLP(x_0), and a linear output of both. */
  static Matrix deepCrossV2(Slots slots, ReferenceDense dense) {
    Matrix start = slots.flat();
    Matrix x = start;
    for (int layer = 1; dense.has("cross/" + layer + "/kernel"); layer++) {
      x = start.multipliedBy(linear(x, "cross/" + layer, dense)).plus(x);
    }
    return linear(Matrix.beside(List.of(x, hidden(start, "mlp", dense))), "output", dense);
  }

  /** Σ_{f<g} ⟨v_f, v_g⟩ = Σ_g ⟨Σ_{f<g} v_f, v_g⟩. */
  private static Matrix pairs(Slots slots) {
    Matrix before = slots.embeddings().get(0);
    Matrix products = null;
    for (Matrix vector : slots.embeddings().subList(1, slots.embeddings().size())) {
      Matrix product = before.multipliedBy(vector);
      products = products == null ? product : products.plus(product);
      before = before.plus(vector);
    }
    return products.rowSums();
  }

  /** The layers of a tower without its output: Linear → batch norm → ReLU → dropout. */
  static Matrix hidden(Matrix input, String tower, ReferenceDense dense) {
    Matrix x = input;
    for (int i = 1; dense.has(tower + "/" + i + "/kernel"); i++) {
      String layer = tower + "/" + i;
      x = linear(x, layer, dense);
      if (dense.has(layer + "/scale")) {
        Matrix standard = dense.normalized(layer, x);
        x = standard.multipliedBy(dense.get(layer + "/scale")).plus(dense.get(layer + "/shift"));
      }
      x = dense.dropped(x.rectified());
    }
    return x;
  }

  static Matrix linear(Matrix x, String layer, ReferenceDense dense) {
    return x.times(dense.get(layer + "/kernel")).plus(dense.get(layer + "/bias"));
  }
}

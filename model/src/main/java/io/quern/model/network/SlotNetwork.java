package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * A network in plain Java: bias plus a {@link SlotEquation}, one example after the other. Allocates
 * nothing once the buffers have grown. Confined to one thread.
 */
public final class SlotNetwork implements Network {
  private static final DenseLayout DENSE =
      new DenseLayout(
          List.of(
              new DenseBlock("bias", List.of(1), DenseBlock.Role.BIAS, DenseBlock.Initial.ZERO)));

  private final SlotEquation equation;
  private final SlotValues values;
  private final int width;
  private final float[] slots;
  private final float[] slotGradients;

  public SlotNetwork(NetworkSpec spec, SlotEquation equation) {
    this.equation = requireNonNull(equation, "equation is null");
    width = spec.rowWidth();
    values = new SlotValues(spec.layout(), width);
    slots = new float[spec.layout().slots() * width];
    slotGradients = new float[slots.length];
  }

  public static DenseLayout denseLayout() {
    return DENSE;
  }

  @Override
  public DenseLayout dense() {
    return DENSE;
  }

  @Override
  public void train(MiniBatch batch, float[] rows, float[] dense, long randomSeed, Gradients out) {
    out.reserve(batch.size, batch.uniqueRows * width, DENSE.size());
    Arrays.fill(out.rows, 0, batch.uniqueRows * width, 0);
    boolean weighted = batch.weights.length > 0;
    double loss = 0;
    double biasGradient = 0;
    for (int example = 0; example < batch.size; example++) {
      double logit = logit(batch, example, rows, dense);
      double probability = Logistic.probability(logit);
      double label = batch.labels[example];
      double weight = weighted ? batch.weights[example] : 1;
      double scale = weight * (probability - label) / batch.size;
      loss += Logistic.loss(logit, label);
      biasGradient += scale;
      out.probabilities[example] = (float) probability;
      equation.gradient(slots, (float) scale, slotGradients);
      values.scatter(batch, example, slotGradients, out.rows);
    }
    out.loss = (float) (loss / batch.size);
    out.dense[0] = (float) biasGradient;
  }

  @Override
  public void predict(MiniBatch batch, float[] rows, float[] dense, float[] probabilities) {
    for (int example = 0; example < batch.size; example++) {
      double logit = logit(batch, example, rows, dense);
      probabilities[example] = (float) Logistic.probability(logit);
    }
  }

  private double logit(MiniBatch batch, int example, float[] rows, float[] dense) {
    values.gather(batch, example, rows, slots);
    return dense[0] + equation.logit(slots);
  }

  @Override
  public void close() {}
}

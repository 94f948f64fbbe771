package io.quern.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A network as a TensorFlow graph of two branches over the same inputs: training, with loss and
 * gradients, and prediction.
 */
final class StepGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final SlotInputs slots;
  private final DenseInputs dense;
  private final FloatInput labels;
  private final FloatInput weights;
  private final Placeholder<TInt64> seed;
  private final Output<TFloat32> loss;
  private final Output<TFloat32> trainingProbability;
  private final List<Output<?>> rowGradients;
  private final List<Output<?>> denseGradients;
  private final Output<TFloat32> probability;

  StepGraph(GraphEquation equation, NetworkSpec spec, DenseLayout layout) {
    Ops tf = Ops.create(graph);
    slots = new SlotInputs(tf, spec);
    dense = new DenseInputs(tf, layout);
    labels = new FloatInput(tf, -1);
    weights = new FloatInput(tf, -1);
    seed = tf.placeholder(TInt64.class, Placeholder.shape(org.tensorflow.ndarray.Shape.scalar()));

    Map<String, Operand<TFloat32>> parameters = dense.operands();
    TrainingPhase phase = new TrainingPhase(seed, Precision.of(spec));
    NetworkGraph training = new NetworkGraph(tf, spec, slots.operands(), parameters, phase);
    Operand<TFloat32> logit = equation.logit(training);
    trainingProbability = tf.math.sigmoid(logit).asOutput();
    Operand<TFloat32> losses = logLosses(tf, logit);
    loss = mean(tf, losses);
    Output<TFloat32> minimised = mean(tf, tf.math.mul(weights.operand(), losses));
    List<Output<?>> gradients = gradients(minimised, layout, parameters, training.readsLinear());
    rowGradients = rowGradients(tf, gradients, training.readsLinear());
    int rowParts = training.readsLinear() ? 2 : 1;
    denseGradients =
        denseGradients(layout, phase.statistics(), gradients.subList(rowParts, gradients.size()));

    Operand<TFloat32> prediction =
        equation.logit(
            new NetworkGraph(tf, spec, slots.operands(), parameters, new PredictionPhase()));
    probability = tf.math.sigmoid(prediction).asOutput();
  }

  /** {@code softplus(z) − y z}, which is the log loss of {@code sigmoid(z)} without overflow. */
  private Operand<TFloat32> logLosses(Ops tf, Operand<TFloat32> logit) {
    return tf.math.sub(tf.math.softplus(logit), tf.math.mul(labels.operand(), logit));
  }

  private static Output<TFloat32> mean(Ops tf, Operand<TFloat32> values) {
    return tf.math.mean(values, tf.constant(0)).asOutput();
  }

  /** Of the embedding rows, the linear rows where they take part, the trained blocks in order. */
  private List<Output<?>> gradients(
      Output<TFloat32> minimised,
      DenseLayout layout,
      Map<String, Operand<TFloat32>> parameters,
      boolean linear) {
    List<Output<?>> by = new ArrayList<>();
    by.add(slots.embeddingRows().asOutput());
    if (linear) {
      by.add(slots.linearRows().asOutput());
    }
    for (DenseBlock block : layout.blocks()) {
      if (block.role() != DenseBlock.Role.STATISTIC) {
        by.add(parameters.get(block.name()).asOutput());
      }
    }
    return List.of(graph.addGradients(minimised, by.toArray(Output<?>[]::new)));
  }

  /** TensorFlow has no gradient by what does not take part; it is zero. */
  private List<Output<?>> rowGradients(Ops tf, List<Output<?>> gradients, boolean linear) {
    Output<?> ofLinear = linear ? gradients.get(1) : tf.zerosLike(slots.linearRows()).asOutput();
    return List.of(ofLinear, gradients.get(0));
  }

  private static List<Output<?>> denseGradients(
      DenseLayout layout, Map<String, Output<TFloat32>> statistics, List<Output<?>> gradients) {
    List<Output<?>> outputs = new ArrayList<>();
    int trained = 0;
    for (DenseBlock block : layout.blocks()) {
      boolean statistic = block.role() == DenseBlock.Role.STATISTIC;
      outputs.add(statistic ? statistics.get(block.name()) : gradients.get(trained++));
    }
    return List.copyOf(outputs);
  }

  Graph graph() {
    return graph;
  }

  SlotInputs slots() {
    return slots;
  }

  DenseInputs dense() {
    return dense;
  }

  /** {@code [B]} */
  FloatInput labels() {
    return labels;
  }

  /** {@code [B]}: factors of the examples in the loss that is minimised. */
  FloatInput weights() {
    return weights;
  }

  /** Scalar. */
  Placeholder<TInt64> seed() {
    return seed;
  }

  /** Mean log loss of the training branch without weights, scalar. */
  Output<TFloat32> loss() {
    return loss;
  }

  /** {@code [B]}, of the training branch. */
  Output<TFloat32> trainingProbability() {
    return trainingProbability;
  }

  /** Gradients of linear rows {@code [U]} and embedding rows {@code [U, D]}. */
  List<Output<?>> rowGradients() {
    return rowGradients;
  }

  /** Per block in order: its gradient, or the batch's statistic. */
  List<Output<?>> denseGradients() {
    return denseGradients;
  }

  /** {@code [B]}, of the prediction branch. */
  Output<TFloat32> probability() {
    return probability;
  }

  @Override
  public void close() {
    slots.close();
    dense.close();
    labels.close();
    weights.close();
    graph.close();
  }
}

package io.quern.model.network;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A network in TensorFlow: one graph, one session, run in the caller's thread on one core, so that
 * workers in one JVM do not get into each other's way. Needs TensorFlow to be loaded. Confined to
 * one thread.
 */
public final class TensorFlowNetwork implements Network {
  private static final ConfigProto ONE_CORE_IN_CALLER_THREAD =
      ConfigProto.newBuilder()
          .setIntraOpParallelismThreads(1)
          .setInterOpParallelismThreads(-1)
          .build();

  private final DenseLayout layout;
  private final int width;
  private final StepGraph graph;
  private final Session session;
  private float[] ones = new float[0];

  public TensorFlowNetwork(GraphEquation equation, NetworkSpec spec) {
    if (spec.embeddingDim() < 1) {
      throw new IllegalArgumentException("Invalid embedding dimension: " + spec.embeddingDim());
    }
    layout = equation.dense(spec);
    width = spec.rowWidth();
    graph = new StepGraph(equation, spec, layout);
    session = new Session(graph.graph(), ONE_CORE_IN_CALLER_THREAD);
  }

  @Override
  public DenseLayout dense() {
    return layout;
  }

  @Override
  public void train(MiniBatch batch, float[] rows, float[] dense, long randomSeed, Gradients out) {
    out.reserve(batch.size, batch.uniqueRows * width, layout.size());
    Session.Runner runner = runner(batch, rows, dense);
    graph.labels().set(batch.labels, 0, batch.size);
    graph.labels().feed(runner);
    graph.weights().set(weights(batch), 0, batch.size);
    graph.weights().feed(runner);
    runner.fetch(graph.loss()).fetch(graph.trainingProbability());
    fetchAll(runner, graph.rowGradients());
    fetchAll(runner, graph.denseGradients());
    try (TInt64 seed = TInt64.scalarOf(randomSeed);
        Result result = runner.feed(graph.seed(), seed).run()) {
      out.loss = floats(result, 0).getFloat();
      read(floats(result, 1), out.probabilities, 0);
      graph.slots().join(floats(result, 2), floats(result, 3), batch.uniqueRows, out.rows);
      int offset = 0;
      for (int block = 0; block < layout.blocks().size(); block++) {
        offset += read(floats(result, 4 + block), out.dense, offset);
      }
    }
  }

  @Override
  public void predict(MiniBatch batch, float[] rows, float[] dense, float[] probabilities) {
    Session.Runner runner = runner(batch, rows, dense);
    try (Result result = runner.fetch(graph.probability()).run()) {
      read(floats(result, 0), probabilities, 0);
    }
  }

  private float[] weights(MiniBatch batch) {
    if (batch.weights.length > 0) {
      return batch.weights;
    }
    if (ones.length < batch.size) {
      ones = new float[batch.size];
      Arrays.fill(ones, 1);
    }
    return ones;
  }

  private Session.Runner runner(MiniBatch batch, float[] rows, float[] dense) {
    graph.slots().set(batch, rows);
    graph.dense().set(dense);
    Session.Runner runner = session.runner();
    graph.slots().feed(runner);
    graph.dense().feed(runner);
    return runner;
  }

  private static void fetchAll(Session.Runner runner, List<Output<?>> outputs) {
    outputs.forEach(runner::fetch);
  }

  private static TFloat32 floats(Result result, int index) {
    return (TFloat32) result.get(index);
  }

  /** Returns how many values the tensor has. */
  private static int read(TFloat32 tensor, float[] out, int offset) {
    int size = Math.toIntExact(tensor.size());
    tensor.asRawTensor().data().asFloats().read(out, offset, size);
    return size;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}

package io.quern.acceptance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** TensorFlow's own Python package, where there is one: {@code -Dquern.test.python}. */
final class PythonTensorFlow {
  private static final String PREDICT =
      """
      import sys
      try:
        import numpy as np
        import tensorflow as tf
      except ImportError:
        raise SystemExit(77)
      folder, model, slots, width = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
      pooled = np.fromfile(folder + '/pooled.f32', '<f4').reshape(-1, slots, width)
      score = tf.saved_model.load(model).signatures['serving_default']
      scores = score(linear=tf.constant(pooled[:, :, 0]), embedding=tf.constant(pooled[:, :, 1:]))
      scores['probability'].numpy().astype('<f4').tofile(folder + '/scores.f32')
      """;

  private final Path folder;

  PythonTensorFlow(Path folder) {
    this.folder = folder;
  }

  /**
   * Probabilities by the SavedModel; without TensorFlow the test is skipped.
   *
   * @param pooled by row, by slot, the linear weight and the embedding
   */
  double[] scores(Path savedModel, List<double[][]> pooled)
      throws IOException, InterruptedException {
    int slots = pooled.get(0).length;
    int width = pooled.get(0)[0].length;
    ByteBuffer input = littleEndian(new byte[pooled.size() * slots * width * Float.BYTES]);
    for (double[][] row : pooled) {
      for (double[] slot : row) {
        for (double value : slot) {
          input.putFloat((float) value);
        }
      }
    }
    Files.write(folder.resolve("pooled.f32"), input.array());
    new PythonScript(folder, "predict", "tensorflow", PREDICT)
        .run(folder, savedModel, slots, width);
    ByteBuffer output = littleEndian(Files.readAllBytes(folder.resolve("scores.f32")));
    double[] scores = new double[output.remaining() / Float.BYTES];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = output.getFloat();
    }
    return scores;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

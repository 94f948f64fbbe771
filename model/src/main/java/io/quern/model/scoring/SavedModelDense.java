package io.quern.model.scoring;

import io.quern.model.tensorflow.SavedModelPredictor;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The dense part in TensorFlow. */
record SavedModelDense(SavedModelPredictor predictor) implements DensePredictor {
  static DensePredictor open(Path savedModel) {
    return new SavedModelDense(SavedModelPredictor.open(savedModel));
  }

  @Override
  public void predict(int size, ByteBuffer linear, ByteBuffer embedding, float[] probabilities) {
    predictor.predict(size, linear, embedding, probabilities);
  }

  @Override
  public DensePredictor another() {
    return new SavedModelDense(predictor.another());
  }

  @Override
  public void close() {
    predictor.close();
  }
}

package io.quern.model.tensorflow;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import org.tensorflow.proto.ConfigProto;

/**
 * Probabilities from a network's SavedModel, computed by DJL in the caller's thread on one core.
 * Confined to one thread, but for {@link #another}: predictors made by it share the loaded graph,
 * which is freed when the last of them is closed.
 */
public final class SavedModelPredictor implements AutoCloseable {
  private static final String LINEAR = "linear";
  private static final String EMBEDDING = "embedding";

  /** TensorFlow's inter-op pool is one per process; −1 goes around it. */
  private static final String CALLER_THREAD =
      Base64.getEncoder()
          .encodeToString(
              ConfigProto.newBuilder()
                  .setIntraOpParallelismThreads(1)
                  .setInterOpParallelismThreads(-1)
                  .build()
                  .toByteArray());

  private final SharedModel shared;
  private final Predictor<NDList, NDList> predictor;
  private final NDManager manager;
  private final int slots;
  private final int dim;
  private boolean closed;

  private SavedModelPredictor(SharedModel shared) {
    this.shared = requireNonNull(shared, "shared is null");
    ZooModel<NDList, NDList> model = shared.model();
    Shape shape = model.describeInput().get(EMBEDDING);
    slots = Math.toIntExact(shape.get(1));
    dim = Math.toIntExact(shape.get(2));
    predictor = model.newPredictor();
    manager = model.getNDManager().newSubManager();
  }

  /**
   * Loads a SavedModel as {@code NetworkDefinition.exportSavedModel} writes it; starts TensorFlow
   * if need be.
   *
   * @throws QuernException {@link ErrorCode#MODEL} when {@code folder} holds no such model
   */
  public static SavedModelPredictor open(Path folder) {
    TensorFlowNatives.load();
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optModelPath(folder)
            .optEngine("TensorFlow")
            .optDevice(Device.cpu())
            .optOption("Tags", "serve")
            .optOption("SignatureDefKey", "serving_default")
            .optOption("ConfigProto", CALLER_THREAD)
            .optTranslator(new NoopTranslator())
            .build();
    try {
      return of(criteria.loadModel());
    } catch (IOException | ModelNotFoundException | MalformedModelException | RuntimeException e) {
      throw new QuernException(
          ErrorCode.MODEL, "Cannot load SavedModel at '%s'".formatted(folder), e);
    }
  }

  private static SavedModelPredictor of(ZooModel<NDList, NDList> model) {
    try {
      return new SavedModelPredictor(new SharedModel(model));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** A predictor over the same loaded graph, for another thread. Call before this one is closed. */
  public SavedModelPredictor another() {
    shared.retain();
    return new SavedModelPredictor(shared);
  }

  /** Slots of an example. */
  public int slots() {
    return slots;
  }

  /** Length of a slot's embedding. */
  public int embeddingDim() {
    return dim;
  }

  /**
   * Predicts {@code size} examples. Both buffers are {@linkplain DirectFloats direct} and read from
   * their beginning; they may be longer.
   *
   * @param linear {@code size × slots}
   * @param embedding {@code size × slots × dim}
   * @param probabilities the first {@code size} are overwritten
   */
  public void predict(int size, ByteBuffer linear, ByteBuffer embedding, float[] probabilities) {
    if (size == 0) {
      return;
    }
    try (NDManager batch = manager.newSubManager()) {
      NDList inputs =
          new NDList(
              array(batch, EMBEDDING, embedding, new Shape(size, slots, dim)),
              array(batch, LINEAR, linear, new Shape(size, slots)));
      NDList outputs = predictor.predict(inputs);
      outputs.attach(batch);
      System.arraycopy(outputs.singletonOrThrow().toFloatArray(), 0, probabilities, 0, size);
    } catch (TranslateException e) {
      throw new QuernException(ErrorCode.INTERNAL, "Cannot predict with the SavedModel", e);
    }
  }

  private static NDArray array(NDManager manager, String name, ByteBuffer floats, Shape shape) {
    int bytes = Math.toIntExact(Math.multiplyExact(shape.size(), Float.BYTES));
    ByteBuffer values = floats.slice(0, bytes).order(floats.order());
    NDArray array = manager.create(values, shape, DataType.FLOAT32);
    array.setName(name);
    return array;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      manager.close();
      predictor.close();
      shared.release();
    }
  }
}

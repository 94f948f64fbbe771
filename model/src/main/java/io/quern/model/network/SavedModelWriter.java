package io.quern.model.network;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.CodedOutputStream;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * Writes the prediction branch of a network as a SavedModel, its weights frozen as constants. The
 * same weights give the same bytes. Needs TensorFlow to be loaded.
 *
 * <p>The file is written directly: TensorFlow's own exporter saves variables, of which there are
 * none, and is not deterministic.
 */
public final class SavedModelWriter {
  private static final String LINEAR = "linear";
  private static final String EMBEDDING = "embedding";
  private static final String PROBABILITY = "probability";

  private final GraphEquation equation;
  private final NetworkSpec spec;

  public SavedModelWriter(GraphEquation equation, NetworkSpec spec) {
    this.equation = requireNonNull(equation, "equation is null");
    this.spec = requireNonNull(spec, "spec is null");
  }

  /**
   * @param folder does not exist yet
   * @throws QuernException {@link ErrorCode#STORAGE} when it cannot be written
   */
  public void write(float[] dense, Path folder) {
    SavedModel model = savedModel(dense);
    try {
      Files.createDirectories(folder);
      Files.createDirectory(folder.resolve("variables"));
      try (OutputStream out = Files.newOutputStream(folder.resolve("saved_model.pb"))) {
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.useDeterministicSerialization();
        model.writeTo(coded);
        coded.flush();
      }
    } catch (IOException e) {
      throw new QuernException(
          ErrorCode.STORAGE,
          "Cannot write SavedModel to '%s': %s".formatted(folder, e.getMessage()),
          e);
    }
  }

  private SavedModel savedModel(float[] dense) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      int slots = spec.layout().slots();
      SlotOperands inputs =
          new SlotOperands(
              input(tf, LINEAR, -1, slots), input(tf, EMBEDDING, -1, slots, spec.embeddingDim()));
      NetworkGraph network =
          new NetworkGraph(tf, spec, inputs, constants(tf, dense), new PredictionPhase());
      Operand<TFloat32> probability =
          tf.withName(PROBABILITY).math.sigmoid(equation.logit(network));
      SignatureDef signature =
          SignatureDef.newBuilder()
              .setMethodName("tensorflow/serving/predict")
              .putInputs(LINEAR, tensorInfo(inputs.linear()))
              .putInputs(EMBEDDING, tensorInfo(inputs.embedding()))
              .putOutputs(PROBABILITY, tensorInfo(probability))
              .build();
      MetaGraphDef.MetaInfoDef.Builder meta =
          MetaGraphDef.MetaInfoDef.newBuilder()
              .addTags("serve")
              .setTensorflowVersion(TensorFlow.version());
      return SavedModel.newBuilder()
          .setSavedModelSchemaVersion(1)
          .addMetaGraphs(
              MetaGraphDef.newBuilder()
                  .setMetaInfoDef(meta)
                  .setGraphDef(graph.toGraphDef())
                  .putSignatureDef("serving_default", signature))
          .build();
    }
  }

  private static Operand<TFloat32> input(Ops tf, String name, long... shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
  }

  private Map<String, Operand<TFloat32>> constants(Ops tf, float[] dense) {
    Map<String, Operand<TFloat32>> constants = new LinkedHashMap<>();
    int offset = 0;
    for (DenseBlock block : equation.dense(spec).blocks()) {
      float[] values = Arrays.copyOfRange(dense, offset, offset + block.size());
      Shape shape = Shape.of(DenseInputs.shape(block));
      constants.put(
          block.name(),
          tf.withName(block.name().replace('/', '.'))
              .constant(shape, DataBuffers.of(values, true, false)));
      offset += block.size();
    }
    return constants;
  }

  private static TensorInfo tensorInfo(Operand<TFloat32> operand) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : operand.shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(operand.op().name() + ":" + operand.asOutput().index())
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape)
        .build();
  }
}

package io.quern.bench;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.LocalBundle;
import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.SlotReader;
import io.quern.model.tensorflow.TensorFlowNatives;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.Seq;

/**
 * What the documentation of DJL leads to: a function of one row's ids with a predictor and a
 * translator that makes arrays of a row, the model loaded in every task, TensorFlow as it comes.
 */
final class NaiveRowUdf implements UDF1<Seq<Long>, Double> {
  private static final long serialVersionUID = 1L;
  private static final Map<Long, TaskModel> OF_TASKS = new ConcurrentHashMap<>();

  private final String path;

  NaiveRowUdf(String path) {
    this.path = path;
  }

  @Override
  public Double call(Seq<Long> ids) throws Exception {
    TaskContext task = TaskContext.get();
    TaskModel model = OF_TASKS.get(task.taskAttemptId());
    if (model == null) {
      model = new TaskModel(path);
      OF_TASKS.put(task.taskAttemptId(), model);
      task.addTaskCompletionListener(
          (TaskCompletionListener) done -> OF_TASKS.remove(done.taskAttemptId()).close());
    }
    return model.predictor.predict(ids);
  }

  /** The model of one task. */
  private static final class TaskModel implements AutoCloseable {
    final ZooModel<Seq<Long>, Double> model;
    final Predictor<Seq<Long>, Double> predictor;

    // Seq.class is all there is of the type of a sequence of ids.
    @SuppressWarnings("unchecked")
    TaskModel(String path) throws Exception {
      TensorFlowNatives.load();
      LocalBundle bundle = StoredModel.local(path);
      Path savedModel = bundle.folder().resolve(BundleFiles.SAVED_MODEL);
      model =
          Criteria.builder()
              .setTypes((Class<Seq<Long>>) (Class<?>) Seq.class, Double.class)
              .optModelPath(savedModel)
              .optEngine("TensorFlow")
              .optOption("Tags", "serve")
              .optOption("SignatureDefKey", "serving_default")
              .optTranslator(new RowTranslator(bundle))
              .build()
              .loadModel();
      predictor = model.newPredictor();
    }

    @Override
    public void close() {
      predictor.close();
      model.close();
    }
  }

  /** A row's ids as the network's inputs. */
  private static final class RowTranslator implements Translator<Seq<Long>, Double> {
    private final SparseTable table;
    private final FeatureEncoder encoder;
    private final EncodedRowsBuilder rows;
    private final SlotReader slots;

    RowTranslator(LocalBundle bundle) {
      FeatureMap features = bundle.version().featureMap();
      int width = bundle.version().manifest().network().rowWidth();
      this.table = bundle.openSparseTables(List.of(width)).get(0);
      this.encoder = new FeatureEncoder(features.schema());
      this.rows = new EncodedRowsBuilder(encoder.layout());
      this.slots = new SlotReader(features);
    }

    @Override
    public NDList processInput(TranslatorContext context, Seq<Long> ids) {
      long[] labelAndIds = new long[1 + ids.size()];
      for (int i = 0; i < ids.size(); i++) {
        labelAndIds[1 + i] = ids.apply(i);
      }
      rows.clear();
      encoder.encode(new IdRow(labelAndIds), 0, rows);
      slots.read(rows.build(), 0);
      int dim = table.width() - 1;
      float[] linear = new float[ids.size()];
      float[] embedding = new float[ids.size() * dim];
      float[] row = new float[table.width()];
      for (int slot = 0; slot < ids.size(); slot++) {
        table.copyRow(slots.singles[slot], row, 0);
        linear[slot] = row[0];
        System.arraycopy(row, 1, embedding, slot * dim, dim);
      }
      NDManager manager = context.getNDManager();
      NDArray vectors = manager.create(embedding, new Shape(1, ids.size(), dim));
      vectors.setName("embedding");
      NDArray weights = manager.create(linear, new Shape(1, ids.size()));
      weights.setName("linear");
      return new NDList(vectors, weights);
    }

    @Override
    public Double processOutput(TranslatorContext context, NDList list) {
      return (double) list.singletonOrThrow().toFloatArray()[0];
    }

    @Override
    public Batchifier getBatchifier() {
      return null;
    }
  }
}

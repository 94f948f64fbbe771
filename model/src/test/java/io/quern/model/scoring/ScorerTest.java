package io.quern.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.quern.api.QuernException;
import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.BundleStaging;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.LocalBundle;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.SparseTable;
import io.quern.model.bundle.TestModels;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.RandomRows;
import io.quern.model.feature.SlotEncoder;
import io.quern.model.feature.SlotRows;
import io.quern.model.network.BatchAssembler;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.RowTables;
import io.quern.model.zoo.Networks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerTest {
  private static final DensePredictor.Factory NO_TENSORFLOW =
      folder -> {
        throw new AssertionError("A model in plain Java needs no SavedModel");
      };

  @TempDir Path folder;

  private final EncodedRows training =
      RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(400));

  /** Rows that training has seen, rows it has not, and a row with nothing. */
  private final List<List<Object>> rows = rows();

  private final EncodedRows encoded = RandomRows.encode(RandomRows.FEATURES, rows);

  private static List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>(new RandomRows(1).next(400));
    rows.addAll(new RandomRows(2).next(3000));
    rows.add(Collections.nCopies(RandomRows.FEATURES.columns().size(), null));
    rows.add(
        Arrays.asList(
            List.of("never seen"), 1e300, Long.MIN_VALUE, "", -7L, true, List.of(), -0.0, null));
    return rows;
  }

  @Test
  void logisticRegressionAgreesWithAReaderOfTheDocumentedFormat() throws IOException {
    assertAgrees(0, 1);
  }

  @Test
  void factorizationMachineAgreesWithAReaderOfTheDocumentedFormat() throws IOException {
    assertAgrees(1, 2);
    assertAgrees(8, 3);
  }

  private void assertAgrees(int dim, long seed) throws IOException {
    int version = commit(dim, seed, List.of());
    ReferenceModel reference = new ReferenceModel(folder.resolve("m/versions/" + version));
    double[] scores = scores(open(version, NO_TENSORFLOW));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(scores[i]).isEqualTo(reference.score(rows.get(i)), within(1e-9));
    }
    assertThat(Arrays.stream(scores).distinct().count()).isGreaterThan(3000);
  }

  @Test
  void everyTransformScoresAsTheTrainedNetworkPredicts() {
    assertScoresAsTheTrainedNetworkPredicts(RandomRows.TRANSFORMS);
  }

  @Test
  void featuresOfSeveralLengthsScoreAsTheTrainedNetworkPredicts() {
    List<Feature> features =
        RandomRows.TRANSFORMS.features().stream()
            .map(feature -> feature.withDim(feature.table().length() % 4))
            .toList();
    assertThat(features).extracting(Feature::dim).contains(0, 1, 2, 3);
    assertScoresAsTheTrainedNetworkPredicts(
        new FeatureSchema(RandomRows.TRANSFORMS.columns(), features));
  }

  private void assertScoresAsTheTrainedNetworkPredicts(FeatureSchema schema) {
    EncodedRows seen = RandomRows.encode(schema, new RandomRows(7).next(schema, 400));
    FeatureMap features = RandomRows.featureMap(schema, seen);
    List<List<Object>> source = new ArrayList<>(new RandomRows(7).next(schema, 100));
    source.addAll(new RandomRows(8).next(schema, 200));
    EncodedRows asked = RandomRows.encode(schema, source);
    BundleStaging staging =
        TestModels.stage(repository(), "transforms", features, seen, 4, 9, List.of());
    BundleVersion version = repository().open(repository().commit(staging, true));

    double[] scores = new double[asked.size()];
    LoadedModel.open(version, folder.resolve("cache"), NO_TENSORFLOW)
        .newScorer()
        .score(asked, scores);

    float[] predicted = predicted(version, features, asked);
    for (int i = 0; i < scores.length; i++) {
      assertThat(scores[i]).isEqualTo(predicted[i], within(1e-5));
    }
    assertThat(Arrays.stream(scores).distinct().count()).isGreaterThan(200);
  }

  private float[] predicted(BundleVersion version, FeatureMap features, EncodedRows rows) {
    KeyNumbers numbers = new KeyNumbers();
    SlotRows slots =
        SlotRows.of(features.layout(), new SlotEncoder(features, numbers).encode(rows));
    BatchAssembler assembler = new BatchAssembler(features, numbers);
    MiniBatch batch = new MiniBatch(features.layout());
    assembler.assemble(slots, 0, slots.size(), batch);
    RowTables layout = RowTables.of(version.manifest().network(), features.features());
    List<SparseTable> tables =
        LocalBundle.of(version, folder.resolve("cache")).openSparseTables(layout.widths());
    float[] pulled = new float[batch.uniqueRows * layout.fullWidth()];
    float[] stored = new float[layout.fullWidth()];
    for (int table = 0; table < tables.size(); table++) {
      for (int i = 0; i < batch.uniqueRows; i++) {
        if (tables.get(table).copyRow(batch.keys[i], stored, 0)) {
          layout.widen(table, stored, 0, pulled, i * layout.fullWidth());
        }
      }
    }
    float[] predicted = new float[rows.size()];
    try (Network network = Networks.named("FM").create(version.manifest().network())) {
      network.predict(batch, pulled, version.denseParameters().values(), predicted);
    }
    return predicted;
  }

  @Test
  void aDensePredictorGetsPooledSlotsInPieces() {
    int version = commit(8, 5, List.of(BundleFiles.SAVED_MODEL + "/saved_model.pb"));
    int slots = RandomRows.FEATURES.layout().slots();
    LoadedModel model =
        open(
            version,
            saved -> {
              assertThat(saved.resolve("saved_model.pb")).exists();
              return new FactorizationPredictor(new AtomicInteger(), slots, 8);
            });
    double[] dense = scores(model);
    double[] plain = scores(open(commit(8, 5, List.of()), NO_TENSORFLOW));
    double bias = logit(plain[rows.size() - 2]) - logit(dense[rows.size() - 2]);
    for (int i = 0; i < rows.size() - 1; i++) {
      assertThat(logit(dense[i]) + bias).isEqualTo(logit(plain[i]), within(1e-4));
    }
  }

  @Test
  void everyScorerHasAPredictorOfItsOwnUntilItIsClosed() {
    int version = commit(8, 5, List.of(BundleFiles.SAVED_MODEL + "/saved_model.pb"));
    AtomicInteger open = new AtomicInteger();
    LoadedModel model =
        open(
            version,
            saved -> new FactorizationPredictor(open, RandomRows.FEATURES.layout().slots(), 8));
    assertThat(open).hasValue(1);
    Scorer first = model.newScorer();
    Scorer second = model.newScorer();
    assertThat(open).hasValue(3);
    first.close();
    first.close();
    model.close();
    assertThat(open).hasValue(1);
    second.score(encoded, new double[encoded.size()]);
    second.close();
    assertThat(open).hasValue(0);
    assertThatThrownBy(() -> first.score(encoded, new double[encoded.size()]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The scorer is closed");
  }

  @Test
  void oneModelServesManyThreads() {
    LoadedModel model = open(commit(8, 4, List.of()), NO_TENSORFLOW);
    double[] expected = scores(model);
    IntStream.range(0, 16).parallel().forEach(i -> assertThat(scores(model)).isEqualTo(expected));
  }

  @Test
  void aLocalModelServesAfterItsVersionWasRemoved() throws IOException {
    int version = commit(8, 4, List.of());
    LoadedModel model = open(version, NO_TENSORFLOW);
    double[] expected = scores(model);
    repository().dropAll();
    assertThat(Files.exists(folder.resolve("m"))).isFalse();
    assertThat(scores(model)).isEqualTo(expected);
  }

  @Test
  void filesOfDifferentModelsAreNotMixed() throws IOException {
    int wide = commit(8, 4, List.of());
    Path manifest = folder.resolve("m/versions/" + wide + "/manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replaceFirst("\"user\"", "\"userid\""));
    assertThatThrownBy(() -> open(wide, NO_TENSORFLOW))
        .isInstanceOf(QuernException.class)
        .hasMessage(
            "The files of model '%s' version %d do not fit each other", folder.resolve("m"), wide);
    Files.writeString(
        manifest, text.replaceAll("\"embeddingDim\" : (\"?)8", "\"embeddingDim\" : $14"));
    assertThatThrownBy(() -> open(wide, NO_TENSORFLOW))
        .isInstanceOf(QuernException.class)
        .hasMessage(
            "File 'sparse/shard-00000.rows' of model '%s' version %d is damaged: rows of 9 floats,"
                + " expected 5",
            folder.resolve("m"), wide);
  }

  @Test
  void rowsOfAnotherLayoutAreRefused() {
    Scorer scorer = open(commit(0, 1, List.of()), NO_TENSORFLOW).newScorer();
    EncodedRows other =
        RandomRows.encode(
            FeatureSchema.builder()
                .column("tags", ColumnType.STRING_ARRAY, FeatureKind.BAG)
                .build(),
            List.of(List.of(List.of("a"))));
    assertThatThrownBy(() -> scorer.score(other, new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scorer.score(encoded, new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private double[] scores(LoadedModel model) {
    double[] scores = new double[encoded.size()];
    try (Scorer scorer = model.newScorer()) {
      scorer.score(encoded, scores);
    }
    return scores;
  }

  private LoadedModel open(int version, DensePredictor.Factory predictors) {
    return LoadedModel.open(repository().open(version), folder.resolve("cache"), predictors);
  }

  private ModelRepository repository() {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.resolve("m").toString());
    return new ModelRepository(path, new Configuration(false));
  }

  private int commit(int dim, long seed, List<String> moreFiles) {
    BundleStaging staging =
        TestModels.stage(repository(), "run-" + dim + "-" + seed, training, dim, seed, moreFiles);
    return repository().commit(staging, true);
  }

  private static double logit(double probability) {
    return Math.log(probability / (1 - probability));
  }

  /** A dense part that is a factorization machine without bias, so that it can be compared. */
  private static final class FactorizationPredictor implements DensePredictor {
    private final AtomicInteger open;
    private final int slots;
    private final int dim;

    FactorizationPredictor(AtomicInteger open, int slots, int dim) {
      this.open = open;
      this.slots = slots;
      this.dim = dim;
      open.incrementAndGet();
    }

    @Override
    public DensePredictor another() {
      return new FactorizationPredictor(open, slots, dim);
    }

    @Override
    public void predict(
        int size, ByteBuffer linearFloats, ByteBuffer embeddingFloats, float[] probabilities) {
      FloatBuffer linear = linearFloats.asFloatBuffer();
      FloatBuffer embedding = embeddingFloats.asFloatBuffer();
      assertThat(linear.remaining()).isGreaterThanOrEqualTo(size * slots);
      assertThat(embedding.remaining()).isGreaterThanOrEqualTo(size * slots * dim);
      for (int row = 0; row < size; row++) {
        double logit = 0;
        for (int f = 0; f < slots; f++) {
          logit += linear.get(row * slots + f);
          for (int g = f + 1; g < slots; g++) {
            for (int d = 0; d < dim; d++) {
              logit +=
                  embedding.get((row * slots + f) * dim + d)
                      * embedding.get((row * slots + g) * dim + d);
            }
          }
        }
        probabilities[row] = (float) (1 / (1 + Math.exp(-logit)));
      }
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}

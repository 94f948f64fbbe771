package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quern.api.OptionText;
import io.quern.api.Options;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.feature.ColumnType;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.MissingNumber;
import io.quern.model.feature.Scaling;
import io.quern.model.feature.Transform;
import io.quern.model.metric.ExactAuc;
import io.quern.model.network.MiniBatch;
import io.quern.model.scoring.LoadedModel;
import io.quern.model.scoring.Scorer;
import io.quern.runtime.LocalSpark;
import io.quern.runtime.data.EncodeJob;
import io.quern.runtime.data.EncodedSource;
import io.quern.runtime.data.SlotCache;
import io.quern.runtime.data.SlotRowsOf;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Quern learns from the Criteo sample against {@link ReferenceTraining} on the same rows: the
 * AUC of a committed version's predictions and of the reference's, each on the deal's test rows.
 *
 * <p>The folders of data are looked for below the system property {@code quern.testdata}. Property
 * {@code quern.deals} asks for the deals 1 to that many with whole recipes, 0 (the default) for one
 * epoch of the defaults on the first deal; {@code quern.results} names a file that takes one line
 * of JSON per training.
 */
class CriteoReferenceTest {
  private static final Path DATA = Path.of(System.getProperty("quern.testdata", ""), "criteo");
  private static final int DEALS = Integer.getInteger("quern.deals", 0);

  private static final Map<String, String> DEFAULTS = Map.of();
  private static final Map<String, String> TUNED =
      Map.of(
          "dropout", "0.6",
          "learningRate", "0.001",
          "sparseLearningRate", "0.002",
          "batchSize", "1024",
          "epochs", "9");

  private static LocalSpark spark;

  @TempDir Path folder;

  /** The areas under both curves. */
  private record Areas(double quern, double reference) {}

  @BeforeAll
  static void startSpark() {
    assumeTrue(
        Files.isDirectory(DATA),
        "There is no folder '%s': set -Dquern.testdata to the folder of the public data sets"
            .formatted(DATA));
    spark = LocalSpark.threads();
  }

  @AfterAll
  static void stopSpark() {
    if (spark != null) {
      spark.close();
    }
  }

  @Test
  void theDefaultsLearnWhatTheReferenceLearns() throws Exception {
    compare("defaults", schema(CriteoReferenceTest::byDefault), DEFAULTS);
  }

  @Test
  void theTunedRecipeLearnsWhatTheReferenceLearns() throws Exception {
    assumeTrue(DEALS > 0, "It takes a minute for each deal: set -Dquern.deals to how many");
    compare("tuned", schema(CriteoReferenceTest::byLogarithm), TUNED);
  }

  private void compare(String recipe, FeatureSchema schema, Map<String, String> given)
      throws Exception {
    List<Areas> areas = new ArrayList<>();
    for (long deal = 1; deal <= Math.max(1, DEALS); deal++) {
      Map<String, String> texts = new LinkedHashMap<>(given);
      texts.put("seed", Long.toString(deal));
      if (DEALS == 0) {
        texts.put("epochs", "1");
      }
      Areas found = areas(schema, options(texts), deal);
      record(recipe, deal, found);
      areas.add(found);
    }
    assertThat(areas)
        .allSatisfy(each -> assertThat(each.quern()).isCloseTo(each.reference(), within(0.003)));
    double quern = areas.stream().mapToDouble(Areas::quern).average().orElseThrow();
    double reference = areas.stream().mapToDouble(Areas::reference).average().orElseThrow();
    assertThat(quern).isCloseTo(reference, within(0.001));
  }

  private static void record(String recipe, long deal, Areas found) throws IOException {
    String file = System.getProperty("quern.results", "");
    if (!file.isEmpty()) {
      String line =
          String.format(
              Locale.ROOT,
              "{\"recipe\":\"%s\",\"deal\":%d,\"quern\":%.6f,\"reference\":%.6f}%n",
              recipe,
              deal,
              found.quern(),
              found.reference());
      Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static Feature byDefault(InputColumn wholeNumbers) {
    return Feature.ofWholeNumbers(wholeNumbers);
  }

  private static Feature byLogarithm(InputColumn wholeNumbers) {
    Transform number = new Transform.Number(Scaling.LOG, MissingNumber.OWN_ROW);
    return Feature.of(wholeNumbers.name(), List.of(wholeNumbers), number);
  }

  /**
   * Texts are categories.
   *
   * @param ofWholeNumbers what columns of whole numbers are
   */
  private static FeatureSchema schema(Function<InputColumn, Feature> ofWholeNumbers) {
    List<Feature> features = new ArrayList<>();
    for (InputColumn column : CriteoDeal.columns()) {
      features.add(
          column.type() == ColumnType.INTEGRAL
              ? ofWholeNumbers.apply(column)
              : Feature.ofColumn(column, FeatureKind.CATEGORY));
    }
    return new FeatureSchema(CriteoDeal.columns(), features);
  }

  private static Options options(Map<String, String> given) {
    List<OptionText> texts = new ArrayList<>();
    Map<String, String> all = new LinkedHashMap<>(Map.of("label", "label", "model", "DeepFM"));
    all.putAll(given);
    all.forEach(
        (name, value) ->
            texts.add(new OptionText(name, value, SourcePosition.START, SourcePosition.START)));
    return DeepCtrOptions.SET.resolve(texts);
  }

  private Areas areas(FeatureSchema schema, Options options, long deal) throws Exception {
    SparkSession session = new SparkSession(spark.context());
    CriteoDeal rows = new CriteoDeal(session, DATA, deal);
    EncodedRows test = rows.test(schema);
    TrainingOptions training = TrainingOptions.from(options);
    double quern = quern(rows, schema, options, test);
    EncodeJob encode = new EncodeJob(schema, "label", "", training.schedule().seed());
    try (EncodedSource source = encode.run(rows.training(), Optional.empty(), 0)) {
      return new Areas(quern, reference(source, training, test));
    }
  }

  private double quern(CriteoDeal rows, FeatureSchema schema, Options options, EncodedRows test) {
    Path path = folder.resolve("model");
    TrainSpec spec =
        new TrainSpec(
            UUID.randomUUID().toString(),
            "DeepCTR",
            path.toString(),
            "label",
            schema.columns(),
            schema.features(),
            TrainingOptions.from(options),
            options.texts(),
            "train criteo as DeepCTR.`model`",
            "criteo",
            List.of(),
            Instant.now());
    TrainJob.run(
        spark.context(),
        spark.context().hadoopConfiguration(),
        rows.training(),
        Optional.empty(),
        spec,
        progress -> {});
    BundleVersion version =
        new ModelRepository(new org.apache.hadoop.fs.Path(path.toUri()), new Configuration(false))
            .openNewest();
    double[] scores = new double[test.size()];
    try (LoadedModel model = LoadedModel.open(version, folder.resolve("cache"));
        Scorer scorer = model.newScorer()) {
      scorer.score(test, scores);
    }
    return auc(test, scores);
  }

  private double reference(EncodedSource source, TrainingOptions options, EncodedRows test)
      throws Exception {
    FeatureMap features = source.features();
    List<byte[]> chunks = source.deal(1).collect();
    try (SlotCache cache =
            SlotCache.read(
                features, -1, chunks.iterator(), Long.MAX_VALUE, () -> new File("unused"));
        ComparedTraining training =
            new ComparedTraining(
                options.forRows(source.summary().trainingRows()),
                ReferenceEquations::deepFm,
                features,
                cache.training())) {
      for (int epoch = 1; epoch <= options.schedule().epochs(); epoch++) {
        training.referenceEpoch(epoch);
      }
      BatchReader unseen =
          new BatchReader(features, SlotRowsOf.encoded(features, test), test.size());
      MiniBatch batch = unseen.newBatch();
      unseen.read(0, batch);
      return auc(test, training.reference().logits(batch, batch.keys));
    }
  }

  private static double auc(EncodedRows rows, double[] scores) {
    ExactAuc auc = new ExactAuc();
    for (int row = 0; row < scores.length; row++) {
      auc.add(scores[row], rows.label(row) == 1);
    }
    return auc.auc();
  }
}

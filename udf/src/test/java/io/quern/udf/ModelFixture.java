package io.quern.udf;

import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.BundleStaging;
import io.quern.model.bundle.DenseParameters;
import io.quern.model.bundle.Lineage;
import io.quern.model.bundle.Manifest;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.SparseShardWriter;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.FeatureSummary;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.SlotEncoder;
import io.quern.model.feature.SlotRows;
import io.quern.model.feature.VocabularyCounter;
import io.quern.model.network.BatchAssembler;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import io.quern.runtime.rows.InternalRowReader;
import io.quern.runtime.rows.SparkColumnTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;

/** Writes models with random weights for every key of a table, as a training would. */
public final class ModelFixture {
  private final String network;
  private final int embeddingDim;
  private final FeatureSchema features;
  private final long seed;

  public ModelFixture(String network, int embeddingDim, FeatureSchema features, long seed) {
    this.network = network;
    this.embeddingDim = embeddingDim;
    this.features = features;
    this.seed = seed;
  }

  /** A logistic regression on the features of {@link Clicks}. */
  public static ModelFixture logisticRegression(long seed) {
    return new ModelFixture("LR", 0, Clicks.FEATURES, seed);
  }

  /** A path no other test uses. */
  public static String newPath() {
    return UdfSession.folder().resolve("model-" + UUID.randomUUID()).toString();
  }

  /** Commits a version that knows the table's values; keeps older ones. Returns its number. */
  public int write(SparkSession session, Dataset<Row> table, String path) {
    EncodedRows rows = encode(table);
    FeatureSummary summary = new FeatureSummary(features);
    summary.add(rows);
    VocabularyCounter vocabularies = new VocabularyCounter(features);
    vocabularies.add(rows);
    FeatureMap map = summary.toFeatureMap(vocabularies.fit());
    NetworkDefinition definition = Networks.named(network);
    NetworkSpec spec =
        definition.spec(
            map.layout(),
            FeatureMap.slots(map.features()).stream().map(Feature::name).toList(),
            Map.of(
                "embeddingDim",
                String.valueOf(embeddingDim),
                "hiddenUnits",
                "8",
                "batchNorm",
                "false"));
    Random random = new Random(seed);
    ModelRepository repository =
        new ModelRepository(new Path(path), session.sessionState().newHadoopConf());
    BundleStaging staging = repository.stage(UUID.randomUUID().toString());
    staging.write(map);
    writeDense(definition, spec, random, staging);
    writeRows(map, rows, spec, random, staging);
    staging.writeManifest(
        Manifest.of(
            "DeepCTR",
            spec,
            features.columns(),
            Map.of("label", "click"),
            Map.of(),
            "train clicks as DeepCTR.`" + path + "`",
            new Lineage(
                UUID.randomUUID().toString(),
                "clicks",
                List.of(),
                rows.size(),
                seed,
                Lineage.Parent.NONE,
                Instant.EPOCH,
                Instant.EPOCH)));
    return repository.commit(staging, true);
  }

  private EncodedRows encode(Dataset<Row> table) {
    Column[] columns =
        features.columns().stream()
            .map(f -> table.col(f.name()).cast(SparkColumnTypes.canonical(f.type())))
            .toArray(Column[]::new);
    InternalRowReader reader = new InternalRowReader(features.columns(), 0);
    FeatureEncoder encoder = new FeatureEncoder(features);
    EncodedRowsBuilder builder = new EncodedRowsBuilder(encoder.layout());
    org.apache.spark.sql.classic.Dataset<Row> selected =
        (org.apache.spark.sql.classic.Dataset<Row>) table.select(columns);
    for (InternalRow row : selected.queryExecution().executedPlan().executeCollect()) {
      reader.point(row);
      encoder.encode(reader, 0, builder);
    }
    return builder.build();
  }

  private static void writeDense(
      NetworkDefinition definition, NetworkSpec spec, Random random, BundleStaging staging) {
    float[] dense = new float[definition.dense(spec).size()];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = (float) random.nextGaussian();
    }
    new DenseParameters(definition.dense(spec), dense).writeTo(staging);
    if (definition.usesTensorFlow()) {
      try {
        java.nio.file.Path folder =
            Files.createTempDirectory(UdfSession.folder(), "export").resolve("saved_model");
        definition.exportSavedModel(spec, dense, folder);
        staging.addFolder(folder, BundleFiles.SAVED_MODEL);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void writeRows(
      FeatureMap map, EncodedRows rows, NetworkSpec spec, Random random, BundleStaging staging) {
    float[] values = new float[spec.rowWidth()];
    try (SparseShardWriter shard =
        new SparseShardWriter(staging.create(BundleFiles.shard(0)), spec.rowWidth())) {
      for (long key : keys(map, rows)) {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.nextGaussian();
        }
        shard.add(key, values, 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TreeSet<Long> keys(FeatureMap map, EncodedRows rows) {
    KeyNumbers numbers = new KeyNumbers();
    SlotRows slots = SlotRows.of(map.layout(), new SlotEncoder(map, numbers).encode(rows));
    BatchAssembler assembler = new BatchAssembler(map, numbers);
    MiniBatch batch = new MiniBatch(map.layout());
    assembler.assemble(slots, 0, slots.size(), batch);
    TreeSet<Long> keys = new TreeSet<>(Long::compareUnsigned);
    for (int i = 0; i < batch.uniqueRows; i++) {
      keys.add(batch.keys[i]);
    }
    return keys;
  }
}

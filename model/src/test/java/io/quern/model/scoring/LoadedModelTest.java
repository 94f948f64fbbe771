package io.quern.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.model.bundle.BundleFiles;
import io.quern.model.bundle.BundleStaging;
import io.quern.model.bundle.DenseParameters;
import io.quern.model.bundle.Lineage;
import io.quern.model.bundle.Manifest;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.SparseShardWriter;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.RandomRows;
import io.quern.model.feature.SlotEncoder;
import io.quern.model.feature.SlotRows;
import io.quern.model.network.BatchAssembler;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import io.quern.model.network.MiniBatch;
import io.quern.model.network.Network;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved network scores what the network predicts: training and PREDICT share one meaning. */
class LoadedModelTest {
  private static final int ROWS = 1500;

  @TempDir Path folder;

  private final Random random = new Random(9);
  private final EncodedRows rows =
      RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(ROWS));
  private final FeatureMap features = RandomRows.featureMap(RandomRows.FEATURES, rows);
  private final TreeMap<Long, float[]> table = new TreeMap<>(Long::compareUnsigned);

  @Test
  void everyNetworkScoresWhatItPredicts() throws IOException {
    for (NetworkDefinition definition : Networks.all()) {
      NetworkSpec spec =
          definition.spec(
              features.layout(),
              FeatureMap.slots(features.features()).stream().map(Feature::name).toList(),
              Map.of("embeddingDim", "4", "hiddenUnits", "8,6", "dropout", "0.5"));
      float[] dense = dense(definition.dense(spec));
      float[] expected = predict(definition, spec, dense);
      double[] scores = new double[ROWS];
      try (LoadedModel model = save(definition, spec, dense);
          Scorer scorer = model.newScorer()) {
        scorer.score(rows, scores);
      }
      for (int i = 0; i < ROWS; i++) {
        assertThat(scores[i]).as(definition.name()).isEqualTo(expected[i], within(1e-5));
      }
      assertThat(scores[0]).isNotEqualTo(scores[1]);
    }
  }

  private float[] dense(DenseLayout layout) {
    float[] values = new float[layout.size()];
    for (int block = 0; block < layout.blocks().size(); block++) {
      boolean statistic = layout.blocks().get(block).role() == DenseBlock.Role.STATISTIC;
      int end = layout.offset(block) + layout.blocks().get(block).size();
      for (int i = layout.offset(block); i < end; i++) {
        float value = (float) random.nextGaussian() / 2;
        values[i] = statistic ? 1 + Math.abs(value) : value;
      }
    }
    return values;
  }

  private float[] predict(NetworkDefinition definition, NetworkSpec spec, float[] dense) {
    int width = spec.rowWidth();
    MiniBatch batch = new MiniBatch(features.layout());
    KeyNumbers numbers = new KeyNumbers();
    SlotRows slots =
        SlotRows.of(features.layout(), new SlotEncoder(features, numbers).encode(rows));
    BatchAssembler assembler = new BatchAssembler(features, numbers);
    assembler.assemble(slots, 0, ROWS, batch);
    table.clear();
    float[] values = new float[batch.uniqueRows * width];
    for (int i = 0; i < batch.uniqueRows; i++) {
      float[] row = new float[width];
      for (int j = 0; j < width; j++) {
        row[j] = (float) random.nextGaussian() / 4;
      }
      table.put(batch.keys[i], row);
      System.arraycopy(row, 0, values, i * width, width);
    }
    float[] probabilities = new float[ROWS];
    try (Network network = definition.create(spec)) {
      network.predict(batch, values, dense, probabilities);
    }
    return probabilities;
  }

  private LoadedModel save(NetworkDefinition definition, NetworkSpec spec, float[] dense)
      throws IOException {
    ModelRepository repository =
        new ModelRepository(
            new org.apache.hadoop.fs.Path(folder.resolve(definition.name()).toString()),
            new Configuration(false));
    BundleStaging staging = repository.stage("run");
    staging.write(features);
    new DenseParameters(definition.dense(spec), dense).writeTo(staging);
    try (SparseShardWriter writer =
        new SparseShardWriter(staging.create(BundleFiles.shard(0)), spec.rowWidth())) {
      for (Map.Entry<Long, float[]> row : table.entrySet()) {
        writer.add(row.getKey(), row.getValue(), 0);
      }
    }
    if (definition.usesTensorFlow()) {
      Path savedModel = folder.resolve(definition.name() + "-export");
      definition.exportSavedModel(spec, dense, savedModel);
      staging.addFolder(savedModel, BundleFiles.SAVED_MODEL);
    }
    Lineage lineage =
        new Lineage(
            "run", "t", List.of(), ROWS, 1, Lineage.Parent.NONE, Instant.EPOCH, Instant.EPOCH);
    staging.writeManifest(
        Manifest.of("DeepCTR", spec, features.columns(), Map.of(), Map.of(), "train …", lineage));
    int version = repository.commit(staging, true);
    return LoadedModel.open(repository.open(version), folder.resolve("cache"));
  }
}

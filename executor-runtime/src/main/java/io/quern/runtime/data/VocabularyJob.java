package io.quern.runtime.data;

import io.quern.model.feature.EncodedLayout;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.FittedVocabulary;
import io.quern.model.feature.KeyCounts;
import io.quern.model.feature.Vocabulary;
import io.quern.model.feature.VocabularyCandidates;
import io.quern.model.feature.VocabularyCounter;
import io.quern.runtime.data.ChunkHeader.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Counts the values of features whose vocabulary has limits, exactly: each task counts its chunks'
 * keys, keys meet by their virtual shard, and of each shard only candidates reach the driver. Reads
 * encoded chunks, never the source, and moves only these features' keys. The same chunks give the
 * same vocabularies whatever their order. Runs a Spark job in the calling thread where there is
 * such a feature.
 */
final class VocabularyJob {
  /** Distinct keys that a task holds before it passes them on. */
  private static final int HELD_KEYS = 1 << 20;

  private final FeatureSchema schema;
  private final List<Vocabulary> limits;

  VocabularyJob(FeatureSchema schema) {
    this.schema = schema;
    this.limits =
        VocabularyCounter.limited(schema).stream()
            .map(feature -> feature.transform().vocabularyLimits())
            .toList();
  }

  /** The vocabularies in the order of {@link VocabularyCounter#limited}. */
  List<FittedVocabulary> run(JavaRDD<byte[]> chunks) {
    if (limits.isEmpty()) {
      return List.of();
    }
    int shards = Math.min(FeatureKeys.VIRTUAL_SHARDS, Math.max(1, chunks.getNumPartitions()));
    FeatureSchema counted = schema;
    List<Vocabulary> wanted = limits;
    JavaPairRDD<Integer, byte[]> byShard =
        chunks
            .mapPartitionsToPair(part -> new Counting(counted, part, shards))
            .partitionBy(new SharePartitioner(shards));
    try {
      return fit(
          byShard.mapPartitions(part -> List.of(candidates(wanted, part)).iterator()).collect());
    } finally {
      EncodedSource.removeShuffle((ShuffleDependency<?, ?, ?>) byShard.rdd().dependencies().head());
    }
  }

  private List<FittedVocabulary> fit(List<byte[]> shards) {
    List<VocabularyCandidates[]> found =
        shards.stream().map(bytes -> TaskBytes.read(bytes, VocabularyCandidates[].class)).toList();
    List<FittedVocabulary> vocabularies = new ArrayList<>();
    for (int i = 0; i < limits.size(); i++) {
      int position = i;
      vocabularies.add(
          VocabularyCandidates.fit(
              limits.get(i), found.stream().map(shard -> shard[position]).toList()));
    }
    return vocabularies;
  }

  /** What one shard has of every feature. */
  private static byte[] candidates(
      List<Vocabulary> limits, Iterator<Tuple2<Integer, byte[]>> parts) {
    List<KeyCounts> counts = new ArrayList<>();
    limits.forEach(limit -> counts.add(new KeyCounts()));
    while (parts.hasNext()) {
      ByteBuffer part = ByteBuffer.wrap(parts.next()._2());
      for (KeyCounts of : counts) {
        for (int rest = part.getInt(); rest > 0; rest--) {
          long key = part.getLong();
          of.add(key, part.getLong());
        }
      }
    }
    VocabularyCandidates[] candidates = new VocabularyCandidates[limits.size()];
    Arrays.setAll(candidates, i -> VocabularyCandidates.of(limits.get(i), counts.get(i)));
    return TaskBytes.of(candidates, VocabularyCandidates[].class);
  }

  /** Counts of a task's chunks by shard, now and then so that they stay few. */
  private static final class Counting implements Iterator<Tuple2<Integer, byte[]>> {
    private final Iterator<byte[]> chunks;
    private final EncodedLayout layout;
    private final VocabularyCounter counter;
    private final int shards;
    private final List<Tuple2<Integer, byte[]>> ready = new ArrayList<>();

    Counting(FeatureSchema schema, Iterator<byte[]> chunks, int shards) {
      this.chunks = chunks;
      this.layout = schema.encodedLayout();
      this.counter = new VocabularyCounter(schema);
      this.shards = shards;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && (chunks.hasNext() || counter.size() > 0)) {
        TaskContext.get().killTaskIfInterrupted();
        if (chunks.hasNext()) {
          count(chunks.next());
        }
        if (counter.size() > HELD_KEYS || !chunks.hasNext()) {
          passOn();
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
      return ready.remove(ready.size() - 1);
    }

    private void count(byte[] chunk) {
      if (ChunkHeader.of(chunk).kind() == Kind.TRAINING) {
        counter.add(EncodedRows.of(layout, ChunkHeader.payload(chunk)));
      }
    }

    private void passOn() {
      int features = counter.features().size();
      int[][] sizes = new int[shards][features];
      for (int i = 0; i < features; i++) {
        int feature = i;
        counter.counts(i).forEach((key, count) -> sizes[shard(key)][feature]++);
      }
      ByteBuffer[] parts = new ByteBuffer[shards];
      for (int shard = 0; shard < shards; shard++) {
        int bytes = features * Integer.BYTES;
        for (int size : sizes[shard]) {
          bytes = Math.addExact(bytes, Math.multiplyExact(size, 2 * Long.BYTES));
        }
        parts[shard] = ByteBuffer.allocate(bytes);
      }
      for (int i = 0; i < features; i++) {
        for (int shard = 0; shard < shards; shard++) {
          parts[shard].putInt(sizes[shard][i]);
        }
        counter.counts(i).forEach((key, count) -> parts[shard(key)].putLong(key).putLong(count));
      }
      counter.clear();
      for (int shard = 0; shard < shards; shard++) {
        ready.add(new Tuple2<>(shard, parts[shard].array()));
      }
    }

    private int shard(long key) {
      return FeatureKeys.virtualShard(key) % shards;
    }
  }
}

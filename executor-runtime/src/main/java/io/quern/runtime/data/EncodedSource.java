package io.quern.runtime.data;

import io.quern.model.feature.EncodedLayout;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.KeyCensus;
import io.quern.model.feature.SlotReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.reflect.ClassTag$;

/**
 * A source, read and encoded: chunks that Spark keeps until {@link #close}, and what was learned
 * from reading it. Lives on the driver, confined to the training's thread.
 */
public final class EncodedSource implements AutoCloseable {
  private final List<JavaRDD<byte[]>> persisted;
  private final int shares;
  private final SourceSummary summary;
  private final FeatureMap features;
  private final List<ShuffleDependency<?, ?, ?>> shuffles = new ArrayList<>();

  EncodedSource(
      List<JavaRDD<byte[]>> persisted, int shares, SourceSummary summary, FeatureMap features) {
    this.persisted = List.copyOf(persisted);
    this.shares = shares;
    this.summary = summary;
    this.features = features;
  }

  /** In how many shares the rows are: no more workers can be dealt some. */
  public int shares() {
    return shares;
  }

  /** Of the source and, where there is one, the validation table. */
  public SourceSummary summary() {
    return summary;
  }

  /** The features as the source's training rows fit them. */
  public FeatureMap features() {
    return features;
  }

  /** Which rows these are. Runs a Spark job over the cached chunks in the calling thread. */
  public RowsDigest digest() {
    EncodedLayout layout = features.schema().encodedLayout();
    RowsDigest digest = RowsDigest.NONE;
    for (JavaRDD<byte[]> chunks : persisted) {
      for (byte[] part : chunks.mapPartitions(new Digest(layout)).collect()) {
        digest = digest.plus(TaskBytes.read(part, RowsDigest.class));
      }
    }
    return digest;
  }

  /**
   * How often the keys of the training rows occur. Runs a Spark job over the cached chunks in the
   * calling thread.
   *
   * @param tasks at most
   */
  public KeyCensus census(int tasks) {
    int slots = FeatureMap.slots(features.features()).size();
    KeyCensus census = new KeyCensus(slots);
    JavaRDD<byte[]> chunks = persisted.get(0).coalesce(tasks);
    for (byte[] part : chunks.mapPartitions(new Count(KeyCensus.uncut(features))).collect()) {
      census.merge(KeyCensus.fromBytes(part, slots));
    }
    return census;
  }

  /**
   * Folds a partition's training rows into one census, as bytes.
   *
   * @param features uncut
   */
  private record Count(FeatureMap features) implements FlatMapFunction<Iterator<byte[]>, byte[]> {
    @Override
    public Iterator<byte[]> call(Iterator<byte[]> chunks) {
      KeyCensus census = new KeyCensus(FeatureMap.slots(features.features()).size());
      SlotReader slots = new SlotReader(features);
      EncodedLayout layout = features.schema().encodedLayout();
      while (chunks.hasNext()) {
        TaskContext.get().killTaskIfInterrupted();
        byte[] chunk = chunks.next();
        if (ChunkHeader.of(chunk).kind() == ChunkHeader.Kind.TRAINING) {
          census.add(EncodedRows.of(layout, ChunkHeader.payload(chunk)), slots);
        }
      }
      return List.of(census.toBytes()).iterator();
    }
  }

  /** Folds a partition's chunks into one digest, as bytes. */
  private record Digest(EncodedLayout layout) implements FlatMapFunction<Iterator<byte[]>, byte[]> {
    @Override
    public Iterator<byte[]> call(Iterator<byte[]> chunks) {
      RowsDigest digest = RowsDigest.NONE;
      while (chunks.hasNext()) {
        digest = digest.plus(RowsDigest.of(layout, chunks.next()));
      }
      return List.of(TaskBytes.of(digest, RowsDigest.class)).iterator();
    }
  }

  /**
   * Deals the chunks to the workers: partition w of the result holds, in any order, what worker w
   * trains on. A worker that is tried again reads its own shares again and nothing else. Runs a
   * Spark job in the calling thread that moves the chunks, so that reading them waits for nobody.
   *
   * @param workers 1 to {@link #shares}
   * @throws SparkException when that job fails or is cancelled
   */
  public JavaRDD<byte[]> deal(int workers) throws SparkException {
    if (workers < 1 || workers > shares) {
      throw new IllegalArgumentException(
          "%d shares cannot be dealt to %d workers".formatted(shares, workers));
    }
    JavaRDD<byte[]> chunks = persisted.get(0);
    for (JavaRDD<byte[]> more : persisted.subList(1, persisted.size())) {
      chunks = chunks.union(more);
    }
    RDD<Tuple2<Integer, byte[]>> byShare =
        chunks
            .mapToPair(chunk -> new Tuple2<>(ChunkHeader.of(chunk).share(), chunk))
            .partitionBy(new SharePartitioner(workers))
            .rdd();
    moveChunks((ShuffleDependency<?, ?, ?>) byShare.dependencies().head());
    return JavaPairRDD.fromRDD(
            byShare, ClassTag$.MODULE$.apply(Integer.class), ClassTag$.MODULE$.apply(byte[].class))
        .values();
  }

  private void moveChunks(ShuffleDependency<?, ?, ?> shuffle) throws SparkException {
    shuffles.add(shuffle);
    SimpleFutureAction<?> moved = shuffle.rdd().context().submitMapStage(shuffle);
    try {
      moved.get();
    } finally {
      moved.cancel(); // does nothing when it is done; an interrupt alone would let it run on
    }
  }

  /** Lets Spark forget the chunks, cached and shuffled; does not wait for it. */
  @Override
  public void close() {
    for (JavaRDD<byte[]> chunks : persisted) {
      chunks.unpersist(false);
    }
    shuffles.forEach(EncodedSource::removeShuffle);
  }

  static void removeShuffle(ShuffleDependency<?, ?, ?> shuffle) {
    SparkContext spark = shuffle.rdd().context();
    if (!spark.isStopped() && spark.cleaner().isDefined()) {
      spark.cleaner().get().doCleanupShuffle(shuffle.shuffleId(), false);
    }
  }
}

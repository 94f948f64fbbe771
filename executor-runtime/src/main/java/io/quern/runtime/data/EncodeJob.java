package io.quern.runtime.data;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;
import scala.reflect.ClassTag$;

/**
 * Reads the source, once: every row is encoded, put into its share, and counted. Runs one Spark job
 * per table, and one over the encoded rows where vocabularies have limits, in the calling thread,
 * with its job group and local properties.
 */
public final class EncodeJob {
  private final FeatureSchema schema;
  private final LabelCheck labels;
  private final long seed;
  private final int mostWorkers;

  /**
   * Of rows for one worker.
   *
   * @param label the label's name, for messages
   * @param path of the model, for messages
   */
  public EncodeJob(FeatureSchema schema, String label, String path, long seed) {
    this(schema, new LabelCheck(label, path), seed, 1);
  }

  private EncodeJob(FeatureSchema schema, LabelCheck labels, long seed, int mostWorkers) {
    this.schema = schema;
    this.labels = labels;
    this.seed = seed;
    this.mostWorkers = mostWorkers;
  }

  /** The same, of rows that so many workers can be dealt. */
  public EncodeJob forWorkers(int most) {
    return new EncodeJob(schema, labels, seed, most);
  }

  /**
   * @param source rows of a label (DOUBLE) and the features in canonical types
   * @param validation a table of the same columns, all of it held out
   * @param validationFraction of the source to hold out where there is no such table
   * @return what the caller closes
   * @throws QuernException {@code DATA} where labels or row counts forbid training. Like failures
   *     of the source itself, which Spark words, it leaves nothing cached
   */
  public EncodedSource run(
      RDD<InternalRow> source, Optional<RDD<InternalRow>> validation, double validationFraction) {
    requireNonNull(source, "source is null");
    double heldOut = validation.isPresent() ? 0 : validationFraction;
    List<JavaRDD<byte[]>> persisted = new ArrayList<>();
    boolean encoded = false;
    try {
      SourceSummary summary = encode(source, heldOut, persisted);
      labels.checkSource(summary, heldOut > 0);
      FeatureMap features = summary.toFeatureMap(new VocabularyJob(schema).run(persisted.get(0)));
      if (validation.isPresent()) {
        SourceSummary table = encode(validation.get(), 1, persisted);
        labels.checkValidationTable(table);
        summary.merge(table);
      }
      encoded = true;
      return new EncodedSource(persisted, shares(), summary, features);
    } finally { // not catch: Scala throws checked exceptions without declaring them
      if (!encoded) {
        persisted.forEach(chunks -> chunks.unpersist(false));
      }
    }
  }

  /**
   * Likewise of some rows of a source, to find out what a training on all of them would take: rows
   * of one class are no fault there, unless they are all.
   *
   * @throws QuernException {@code DATA} where a training would find the same
   */
  public EncodedSource sample(RowSample sample, double heldOut) {
    List<JavaRDD<byte[]>> persisted = new ArrayList<>();
    boolean encoded = false;
    try {
      SourceSummary summary = encode(sample.rows(), heldOut, persisted);
      labels.checkSample(summary, sample.isWhole(), heldOut > 0);
      FeatureMap features = summary.toFeatureMap(new VocabularyJob(schema).run(persisted.get(0)));
      encoded = true;
      return new EncodedSource(persisted, shares(), summary, features);
    } finally {
      if (!encoded) {
        persisted.forEach(chunks -> chunks.unpersist(false));
      }
    }
  }

  /**
   * What rows without labels decide about the features; nothing stays cached.
   *
   * @param source rows as for {@link #run}, each with label 0
   * @throws QuernException {@code DATA} where there are no rows
   */
  public FeatureMap fit(RDD<InternalRow> source) {
    List<JavaRDD<byte[]>> persisted = new ArrayList<>();
    try {
      SourceSummary summary = encode(requireNonNull(source, "source is null"), 0, persisted);
      if (summary.trainingRows() == 0) {
        throw new QuernException(ErrorCode.DATA, "There are no rows to fit features to");
      }
      return summary.toFeatureMap(new VocabularyJob(schema).run(persisted.get(0)));
    } finally {
      persisted.forEach(chunks -> chunks.unpersist(false));
    }
  }

  private int shares() {
    return RowPlacement.sharesFor(mostWorkers);
  }

  private SourceSummary encode(
      RDD<InternalRow> rows, double heldOut, List<JavaRDD<byte[]>> persisted) {
    FeatureSchema encoded = schema;
    RowPlacement placement = new RowPlacement(seed, heldOut, shares());
    JavaRDD<byte[]> chunks =
        JavaRDD.fromRDD(rows, ClassTag$.MODULE$.apply(InternalRow.class))
            .mapPartitionsWithIndex(
                (partition, part) ->
                    new ChunkEncoder(
                        encoded,
                        placement,
                        partition,
                        part,
                        TaskContext.get()::killTaskIfInterrupted),
                true)
            .setName("Quern: encoded rows")
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    persisted.add(chunks);
    SourceSummary summary = new SourceSummary(schema);
    for (byte[] part : chunks.mapPartitions(new Summarize(encoded)).collect()) {
      summary.merge(TaskBytes.read(part, SourceSummary.class));
    }
    return summary;
  }

  /** Folds a partition's chunks into one summary, as bytes. */
  private record Summarize(FeatureSchema schema)
      implements org.apache.spark.api.java.function.FlatMapFunction<Iterator<byte[]>, byte[]>,
          Serializable {
    @Override
    public Iterator<byte[]> call(Iterator<byte[]> chunks) {
      SourceSummary summary = new SourceSummary(schema);
      chunks.forEachRemaining(summary::add);
      return List.of(TaskBytes.of(summary, SourceSummary.class)).iterator();
    }
  }
}

package io.quern.runtime.data;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;
import scala.Function1;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The first rows of some partitions of a source, spread evenly over it: reading stops where there
 * are enough. What it tells of the reading is known when a job has run over {@link #rows}.
 */
public final class RowSample {
  private static final int MOST_PARTITIONS = 64;

  private final RDD<InternalRow> rows;
  private final int partitions;
  private final int of;
  private final LongAccumulator cut;
  private final LongAccumulator bytes;

  private RowSample(
      RDD<InternalRow> rows, int partitions, int of, LongAccumulator cut, LongAccumulator bytes) {
    this.rows = rows;
    this.partitions = partitions;
    this.of = of;
    this.cut = cut;
    this.bytes = bytes;
  }

  /**
   * @param most rows of the sample
   */
  public static RowSample of(SparkContext spark, RDD<InternalRow> source, long most) {
    int of = source.getNumPartitions();
    int partitions = Math.min(of, MOST_PARTITIONS);
    if (partitions == 0) {
      return new RowSample(source, 0, 0, spark.longAccumulator(), spark.longAccumulator());
    }
    ClassTag<InternalRow> tag = ClassTag$.MODULE$.apply(InternalRow.class);
    Function1<Object, Object> isChosen =
        (Function1<Object, Object> & Serializable)
            partition -> isChosen((Integer) partition, partitions, of);
    RDD<InternalRow> chosen = PartitionPruningRDD.create(source, isChosen);
    LongAccumulator cut = spark.longAccumulator();
    LongAccumulator bytes = spark.longAccumulator();
    long each = Math.max(1, most / partitions);
    RDD<InternalRow> first =
        JavaRDD.fromRDD(chosen, tag)
            .mapPartitions(part -> new First(part, each, cut, bytes), true)
            .rdd();
    return new RowSample(first, partitions, of, cut, bytes);
  }

  /** Partition {@code p} of {@code of}, when so many are chosen evenly. */
  private static boolean isChosen(int p, int chosen, int of) {
    return (long) (p + 1) * chosen / of > (long) p * chosen / of;
  }

  /** To be read once. */
  public RDD<InternalRow> rows() {
    return rows;
  }

  /** Whether it is all of the source. */
  public boolean isWhole() {
    return partitions == of && cut.value() == 0;
  }

  /** Partitions of the source for each one that was read. */
  public double partitionsEach() {
    return partitions == 0 ? 1 : (double) of / partitions;
  }

  /** Bytes of files that were read; 0 where the source does not tell. */
  public long bytesRead() {
    return bytes.value();
  }

  /** Ends after so many rows. Confined to one task. */
  private static final class First implements Iterator<InternalRow> {
    private final Iterator<InternalRow> rows;
    private final LongAccumulator cut;
    private final LongAccumulator bytes;
    private long left;
    private boolean over;

    First(Iterator<InternalRow> rows, long most, LongAccumulator cut, LongAccumulator bytes) {
      this.rows = requireNonNull(rows, "rows is null");
      this.left = most;
      this.cut = cut;
      this.bytes = bytes;
    }

    @Override
    public boolean hasNext() {
      if (!over && (left == 0 || !rows.hasNext())) {
        over = true;
        if (left == 0 && rows.hasNext()) {
          cut.add(1L);
        }
        bytes.add(TaskContext.get().taskMetrics().inputMetrics().bytesRead());
      }
      return !over;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      left--;
      return rows.next();
    }
  }
}

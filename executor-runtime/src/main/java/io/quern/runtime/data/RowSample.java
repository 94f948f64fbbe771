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
  private final Told told;

  private RowSample(RDD<InternalRow> rows, int partitions, int of, Told told) {
    this.rows = rows;
    this.partitions = partitions;
    this.of = of;
    this.told = told;
  }

  /**
   * What tasks tell of their partitions.
   *
   * @param cut partitions with more rows than were read
   * @param bytes of files that were read
   * @param nanos from the first row to the last
   * @param late rows that were read at their {@link Pace}
   * @param lateNanos of these
   */
  private record Told(
      LongAccumulator cut,
      LongAccumulator bytes,
      LongAccumulator nanos,
      LongAccumulator late,
      LongAccumulator lateNanos)
      implements Serializable {
    static Told on(SparkContext spark) {
      return new Told(
          spark.longAccumulator(),
          spark.longAccumulator(),
          spark.longAccumulator(),
          spark.longAccumulator(),
          spark.longAccumulator());
    }
  }

  /**
   * @param most rows of the sample
   */
  public static RowSample of(SparkContext spark, RDD<InternalRow> source, long most) {
    int of = source.getNumPartitions();
    int partitions = Math.min(of, MOST_PARTITIONS);
    if (partitions == 0) {
      return new RowSample(source, 0, 0, Told.on(spark));
    }
    ClassTag<InternalRow> tag = ClassTag$.MODULE$.apply(InternalRow.class);
    Function1<Object, Object> isChosen =
        (Function1<Object, Object> & Serializable)
            partition -> isChosen((Integer) partition, partitions, of);
    RDD<InternalRow> chosen = PartitionPruningRDD.create(source, isChosen);
    Told told = Told.on(spark);
    long each = Math.max(1, most / partitions);
    RDD<InternalRow> first =
        JavaRDD.fromRDD(chosen, tag).mapPartitions(part -> new First(part, each, told), true).rdd();
    return new RowSample(first, partitions, of, told);
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
    return partitions == of && told.cut.value() == 0;
  }

  /** Partitions of the source for each one that was read. */
  public double partitionsEach() {
    return partitions == 0 ? 1 : (double) of / partitions;
  }

  /** Bytes of files that were read; 0 where the source does not tell. */
  public long bytesRead() {
    return told.bytes.value();
  }

  /** Partitions that were read. */
  public int partitions() {
    return partitions;
  }

  /** Partitions of the source. */
  public int partitionsOfSource() {
    return of;
  }

  /** Seconds of all tasks together, what was done with the rows included. */
  public double taskSeconds() {
    return told.nanos.value() * 1e-9;
  }

  /** Of a task, what was done with the row included, once reading is under way. */
  public double nanosPerRow() {
    return told.late.value() == 0 ? 0 : (double) told.lateNanos.value() / told.late.value();
  }

  /** Ends after so many rows. Confined to one task. */
  private static final class First implements Iterator<InternalRow> {
    private final Iterator<InternalRow> rows;
    private final Told told;
    private final Pace pace = new Pace();
    private final long began = System.nanoTime();
    private long left;
    private boolean over;

    First(Iterator<InternalRow> rows, long most, Told told) {
      this.rows = requireNonNull(rows, "rows is null");
      this.left = most;
      this.told = told;
    }

    @Override
    public boolean hasNext() {
      if (!over && (left == 0 || !rows.hasNext())) {
        over = true;
        tell();
      }
      return !over;
    }

    private void tell() {
      told.late.add(pace.late());
      told.lateNanos.add(pace.lateNanos());
      told.nanos.add(System.nanoTime() - began);
      if (left == 0 && rows.hasNext()) {
        told.cut.add(1L);
      }
      told.bytes.add(TaskContext.get().taskMetrics().inputMetrics().bytesRead());
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      left--;
      pace.item();
      return rows.next();
    }
  }
}

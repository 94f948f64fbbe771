package io.quern.runtime.trainings;

import io.quern.api.QuernException;
import io.quern.runtime.cluster.Uninterrupted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training of this process while it runs: keeps its record, and ends it when somebody asks.
 * Made and closed by the training's thread; everything else may come from any thread.
 *
 * <p>Files are written by a thread of its own, so that a slow file system holds nothing up: a sign
 * of life every five seconds, and within a second what has changed. Where they cannot be written
 * the training goes on, and one warning says so.
 */
public final class RunningTraining implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningTraining.class);
  private static final long LOOK_MILLIS = 1_000;
  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final Duration LAST_WRITE_LIMIT = Duration.ofSeconds(10);

  /** Long curves are written less often, so that writing takes no more than a tenth of the time. */
  private static final int CURVE_PAUSE = 10;

  private final SparkContext spark;
  private final Optional<TrainingRecords> records;
  private final Thread training = Thread.currentThread();
  private final ScheduledExecutorService writer;
  private final CompletableFuture<TrainingRecord> ended = new CompletableFuture<>();

  // guarded by this
  private final List<CurvePoint> curve = new ArrayList<>();
  private TrainingRecord record;
  private TrainingEnd end = TrainingEnd.NONE;
  private boolean changed = true;
  private boolean cancelled;
  private boolean open = true;

  // confined to the writer's thread
  private Instant written = Instant.EPOCH;
  private int curveWritten;
  private long nextCurveNanos = System.nanoTime();
  private boolean pruned;
  private boolean warned;

  private ScheduledFuture<?> looking;

  private RunningTraining(
      SparkContext spark, Optional<TrainingRecords> records, TrainingRecord record) {
    this.spark = spark;
    this.records = records;
    this.record = record;
    this.writer =
        Executors.newSingleThreadScheduledExecutor(
            body -> {
              Thread thread = new Thread(body, "quern-record-" + record.id());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * A training begins, in this thread.
   *
   * @param hadoop how the folder of the records is reached
   * @param id of the run; its Spark jobs carry the tag {@code quern-<id>}
   * @param epochs as asked for
   * @param started when the statement began
   */
  public static RunningTraining begin(
      SparkContext spark,
      Configuration hadoop,
      String id,
      String statement,
      String path,
      int epochs,
      Instant started) {
    TrainingRecord record =
        new TrainingRecord(
            id,
            statement,
            path,
            epochs,
            TrainingOwner.here(spark.applicationId()),
            started,
            TrainingState.WAITING,
            TrainingFigures.NONE,
            Instant.now(),
            TrainingEnd.NONE);
    RunningTraining training = new RunningTraining(spark, records(spark, hadoop, id), record);
    RunningTrainings.add(training);
    training.looking =
        training.writer.scheduleWithFixedDelay(
            training::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return training;
  }

  private static Optional<TrainingRecords> records(
      SparkContext spark, Configuration hadoop, String id) {
    try {
      return Optional.of(TrainingRecords.of(spark.getConf(), hadoop));
    } catch (QuernException e) {
      LOG.warn("Training {} is not recorded: {}", id, e.getMessage());
      return Optional.empty();
    }
  }

  String id() {
    return record().id();
  }

  boolean isIn(Path folder) {
    return records.filter(known -> known.folder().equals(folder)).isPresent();
  }

  /** What is known now. */
  synchronized TrainingRecord record() {
    return open ? record.alive(Instant.now()) : record;
  }

  /** Tells how far it is. */
  public synchronized void update(TrainingState state, TrainingFigures figures) {
    changed |= state != record.state() || figures.epoch() != record.figures().epoch();
    record = record.at(state, figures);
  }

  /** Tells how an epoch went. */
  public synchronized void epochEnded(CurvePoint epoch) {
    curve.add(epoch);
  }

  /** Tells that a version is committed. */
  public synchronized void committed(int version) {
    end = TrainingEnd.committed(version);
  }

  /** Tells that it has failed. */
  public synchronized void failed(Throwable failure) {
    end = TrainingEnd.failed(failure);
  }

  /**
   * Has the training end, as an interrupt of its thread would; nothing where it has ended.
   *
   * @see #ended
   */
  void cancel() {
    synchronized (this) {
      if (!open || cancelled) {
        return;
      }
      cancelled = true;
      training.interrupt();
    }
    if (!spark.isStopped()) {
      spark.cancelJobsWithTag("quern-" + id(), "CANCEL TRAINING");
    }
  }

  /** Whether {@link #cancel} was called before it ended. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Completes with the last record when the training has ended and that is written down. */
  CompletableFuture<TrainingRecord> ended() {
    return ended;
  }

  private void look() {
    if (records.isEmpty()) {
      return;
    }
    try {
      write(records.get(), false);
      if (!pruned) {
        pruned = true;
        records.get().prune();
      }
      if (records.get().request(id()).isPresent()) {
        cancel();
      }
    } catch (RuntimeException e) {
      warn(e);
    }
  }

  private void write(TrainingRecords to, boolean last) {
    TrainingRecord now;
    List<CurvePoint> epochs;
    boolean due;
    synchronized (this) {
      now = record();
      epochs = List.copyOf(curve);
      due = last || changed || Duration.between(written, now.heartbeat()).compareTo(BEAT) >= 0;
      changed = false;
    }
    writeCurve(to, epochs, last);
    if (due) {
      to.write(now);
      written = now.heartbeat();
    }
  }

  private void writeCurve(TrainingRecords to, List<CurvePoint> epochs, boolean last) {
    long began = System.nanoTime();
    if (epochs.size() == curveWritten || (!last && began - nextCurveNanos < 0)) {
      return;
    }
    to.write(id(), new TrainingCurve(epochs));
    curveWritten = epochs.size();
    long now = System.nanoTime();
    nextCurveNanos = now + CURVE_PAUSE * (now - began);
  }

  private void warn(RuntimeException failure) {
    if (!warned) {
      warned = true;
      LOG.warn("Training {} is not recorded: {}", id(), failure.getMessage());
    }
  }

  private void writeLast() {
    try {
      write(records.orElseThrow(), true);
      records.get().removeRequest(id());
    } catch (RuntimeException e) {
      warn(e);
    }
  }

  /**
   * The training has ended; what is known of it stays. An interrupt that {@link #cancel} sent does
   * not reach what its thread does next.
   */
  @Override
  public void close() {
    TrainingRecord last;
    synchronized (this) {
      record = record.ended(end, Instant.now());
      last = record;
      open = false;
      if (cancelled) {
        boolean ignored = Thread.interrupted();
      }
    }
    looking.cancel(false);
    if (records.isPresent()) {
      writer.execute(this::writeLast);
    }
    writer.shutdown();
    Uninterrupted.run(this::awaitWriter);
    RunningTrainings.remove(this);
    ended.complete(last);
  }

  private void awaitWriter() {
    try {
      if (!writer.awaitTermination(LAST_WRITE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The end of training {} is not recorded: the file system does not answer", id());
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

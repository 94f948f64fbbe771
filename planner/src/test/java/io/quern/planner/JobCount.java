package io.quern.planner;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.classic.SparkSession;

/** Counts the Spark jobs that start while it is open. */
public final class JobCount implements AutoCloseable {
  private final AtomicInteger started = new AtomicInteger();
  private final SparkContext context;
  private final SparkListener listener =
      new SparkListener() {
        @Override
        public void onJobStart(SparkListenerJobStart start) {
          started.incrementAndGet();
        }
      };

  private JobCount(SparkContext context) {
    this.context = context;
  }

  public static JobCount of(SparkSession session) {
    JobCount count = new JobCount(session.sparkContext());
    count.context.addSparkListener(count.listener);
    return count;
  }

  /** Jobs so far, once every event on its way has come. */
  public int started() {
    try {
      context.listenerBus().waitUntilEmpty();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("The listener bus does not drain", e);
    }
    return started.get();
  }

  @Override
  public void close() {
    context.removeSparkListener(listener);
  }
}

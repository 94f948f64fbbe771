package io.quern.runtime.cluster;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/** A worker job of tests: one task per worker, each running the same program. */
record WorkerJob(RunTicket ticket, Program program) implements Function<Integer, String> {

  /** What a test's worker does; travels to executors. */
  interface Program extends RoleProgram<String>, Serializable {}

  static List<String> run(SparkContext spark, RunTicket ticket, int workers, Program program) {
    List<Integer> indices = IntStream.range(0, workers).boxed().toList();
    return JavaSparkContext.fromSparkContext(spark)
        .parallelize(indices, workers)
        .map(new WorkerJob(ticket, program))
        .collect();
  }

  @Override
  public String call(Integer index) throws Exception {
    return RoleRunner.run(ticket, Role.WORKER, TaskContext.getPartitionId(), program);
  }
}

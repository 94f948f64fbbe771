package io.quern.runtime.cluster;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;

/** The task of one parameter server; its partition is its index. */
record ServerTask(RunTicket ticket, ServerProgram program)
    implements VoidFunction<Iterator<Integer>> {
  @Override
  public void call(Iterator<Integer> indices) throws Exception {
    RoleRunner.run(
        ticket, Role.PARAMETER_SERVER, TaskContext.getPartitionId(), new ServerRole(program));
  }
}

package io.quern.runtime.cluster;

import java.io.Serializable;

/** Brings up one parameter server; travels to its executor. */
@FunctionalInterface
public interface ServerProgram extends Serializable {
  /**
   * Binds a server on {@link RoleContext#host()} and a port of the system's choice, ready to
   * answer. The caller registers it.
   */
  RunningServer bind(RoleContext context) throws Exception;
}

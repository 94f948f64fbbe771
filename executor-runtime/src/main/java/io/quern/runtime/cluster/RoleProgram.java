package io.quern.runtime.cluster;

/**
 * What a role does from joining its run to leaving it.
 *
 * @param <T> what it leaves behind
 */
@FunctionalInterface
public interface RoleProgram<T> {
  /**
   * Runs in the role's own thread, which is interrupted when the run's lease is lost. Long loops
   * that do not block call {@link RoleContext#checkAlive()}.
   */
  T run(RoleContext context) throws Exception;
}

package io.quern.runtime.cluster;

/**
 * Where a run's nodes are: {@code /quern/<application>/runs/<run>} with {@code lease}, {@code spec}
 * and one node below {@code roles} per registered attempt. All leaves are ephemeral and all folders
 * are containers, so that nothing outlives the processes of a run.
 */
record RunPaths(String run) {
  static final String ROOT = "/quern";

  static RunPaths of(RunTicket ticket) {
    return new RunPaths(ROOT + "/" + ticket.applicationId() + "/runs/" + ticket.runId());
  }

  String lease() {
    return run + "/lease";
  }

  String spec() {
    return run + "/spec";
  }

  String roles() {
    return run + "/roles";
  }

  String role(RoleAddress role) {
    return "%s/%s-%05d-%010d"
        .formatted(roles(), role.role().noun().replace(' ', '-'), role.index(), role.attempt());
  }

  boolean isRole(String path) {
    return path.startsWith(roles() + "/");
  }
}

package io.quern.notebooks;

/** The process that has started this one. A kernel whose front end has died serves nobody. */
final class FrontEnd {
  /** Set by Jupyter, to its process. */
  private static final String PARENT = "JPY_PARENT_PID";

  private FrontEnd() {}

  /** Calls {@code ending} when Jupyter's process is there no more. */
  static void whenGone(Runnable ending) {
    String parent = System.getenv().getOrDefault(PARENT, "");
    ProcessHandle.current()
        .parent()
        .filter(process -> parent.equals(Long.toString(process.pid())))
        .ifPresent(
            process -> {
              var ignored = process.onExit().thenRun(ending);
            });
  }
}

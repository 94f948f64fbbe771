package io.quern.notebooks.protocol;

/** The kernel's sockets that carry messages. */
public enum Channel {
  /** Requests that run one after the other. */
  SHELL,
  /** Requests that do not wait for those: interrupt, shutdown. */
  CONTROL,
  /** What everybody may see: results, errors, whether the kernel is busy. */
  IOPUB
}

package io.quern.runtime.train;

/** The stages of a training step on a worker, in their order. */
enum StepStage {
  /** Cutting the next batch out of the encoded rows: order, vocabularies, distinct keys. */
  READ,
  /** Fetching the batch's rows and the dense weights from the parameter servers. */
  PULL,
  /** The network, forward and backward, inputs and outputs copied. */
  COMPUTE,
  /** Looking for numbers that are not finite, and cutting gradients to size. */
  CHECK,
  /** Sending the gradients to the parameter servers, which update. */
  PUSH,
  /** Taking the predictions into the epoch's metrics; telling the driver now and then. */
  REPORT
}

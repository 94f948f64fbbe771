package io.quern.runtime.train;

import java.nio.ByteBuffer;

/**
 * What a worker is to do next.
 *
 * @param epoch 1-based
 * @param batch of the epoch to begin with, 0-based; only for {@link Kind#TRAIN}
 */
record WorkerOrder(Kind kind, int epoch, int batch) {

  /** The things a worker can be told. */
  enum Kind {
    /** Train from the batch to the end of the epoch, then report. */
    TRAIN,
    /** Score the rows held out, then report. */
    VALIDATE,
    /** Leave: the training is over. */
    STOP
  }

  private static final Kind[] KINDS = Kind.values();

  static WorkerOrder train(int epoch, int batch) {
    return new WorkerOrder(Kind.TRAIN, epoch, batch);
  }

  static WorkerOrder validate(int epoch) {
    return new WorkerOrder(Kind.VALIDATE, epoch, 0);
  }

  static WorkerOrder stop() {
    return new WorkerOrder(Kind.STOP, 0, 0);
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(3 * Integer.BYTES)
        .putInt(kind.ordinal())
        .putInt(epoch)
        .putInt(batch)
        .array();
  }

  static WorkerOrder of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new WorkerOrder(KINDS[in.getInt()], in.getInt(), in.getInt());
  }
}

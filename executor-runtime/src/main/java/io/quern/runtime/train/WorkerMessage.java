package io.quern.runtime.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a worker tells the driver. Metrics travel in their own encoding, so that merging them is the
 * driver's business alone.
 */
sealed interface WorkerMessage {
  /** Index of the worker. */
  int worker();

  /** Of the worker's task. */
  int attempt();

  /** The first byte of the encoding; {@link #of} knows them all. */
  int tag();

  /** Whether the worker goes on without waiting for an order. */
  default boolean isNotice() {
    return this instanceof Progress || this instanceof Scores;
  }

  /** Writes what only this message has. */
  void writeTo(DataOutput out) throws IOException;

  /** Encodes; {@link #of} decodes. */
  default byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(tag());
      out.writeInt(worker());
      out.writeInt(attempt());
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no message
   */
  static WorkerMessage of(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      int tag = in.readByte();
      int worker = in.readInt();
      int attempt = in.readInt();
      return switch (tag) {
        case Join.TAG -> new Join(worker, attempt, in.readInt());
        case Progress.TAG -> Progress.read(worker, attempt, in);
        case EpochDone.TAG -> EpochDone.read(worker, attempt, in);
        case Scores.TAG -> new Scores(worker, attempt, in.readInt(), in.readInt(), bytes(in));
        case Validated.TAG -> new Validated(worker, attempt, in.readInt());
        default -> throw new IllegalArgumentException("Unknown message " + tag);
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("Invalid message of " + bytes.length + " bytes", e);
    }
  }

  /**
   * The first message: ready to train. Answered at once with the order to begin with.
   *
   * @param batches of one epoch
   */
  record Join(int worker, int attempt, int batches) implements WorkerMessage {
    private static final int TAG = 1;

    @Override
    public int tag() {
      return TAG;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
      out.writeInt(batches);
    }
  }

  /**
   * About once a second. Answered at once, with nothing.
   *
   * @param batches of the epoch done
   * @param rows of the epoch done
   * @param loss mean over these rows
   * @param auc over these rows; NaN where undefined
   */
  record Progress(
      int worker, int attempt, int epoch, int batches, long rows, double loss, double auc)
      implements WorkerMessage {
    private static final int TAG = 2;

    @Override
    public int tag() {
      return TAG;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
      out.writeInt(epoch);
      out.writeInt(batches);
      out.writeLong(rows);
      out.writeDouble(loss);
      out.writeDouble(auc);
    }

    private static Progress read(int worker, int attempt, DataInput in) throws IOException {
      return new Progress(
          worker,
          attempt,
          in.readInt(),
          in.readInt(),
          in.readLong(),
          in.readDouble(),
          in.readDouble());
    }
  }

  /**
   * Every batch of the epoch is pushed and acknowledged. Answered when all workers are here.
   *
   * @param rows that this attempt trained on in the epoch
   * @param scores what the predictions of these rows were worth, encoded
   * @param times how long this attempt spent in each stage of its steps, encoded
   */
  record EpochDone(int worker, int attempt, int epoch, long rows, byte[] scores, byte[] times)
      implements WorkerMessage {
    private static final int TAG = 3;

    @Override
    public int tag() {
      return TAG;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
      out.writeInt(epoch);
      out.writeLong(rows);
      write(scores, out);
      write(times, out);
    }

    private static EpochDone read(int worker, int attempt, DataInput in) throws IOException {
      return new EpochDone(worker, attempt, in.readInt(), in.readLong(), bytes(in), bytes(in));
    }
  }

  /** Part of the scores of the rows held out. Answered at once, with nothing. */
  record Scores(int worker, int attempt, int epoch, int part, byte[] scores)
      implements WorkerMessage {
    private static final int TAG = 4;

    @Override
    public int tag() {
      return TAG;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
      out.writeInt(epoch);
      out.writeInt(part);
      write(scores, out);
    }
  }

  /** All scores are sent. Answered when the driver has decided what comes next. */
  record Validated(int worker, int attempt, int epoch) implements WorkerMessage {
    private static final int TAG = 5;

    @Override
    public int tag() {
      return TAG;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
      out.writeInt(epoch);
    }
  }

  private static void write(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}

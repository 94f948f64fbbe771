package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.network.DenseLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;

/**
 * The dense parameters of a model: float32 little-endian, block after block.
 *
 * @param values {@code layout.size()}
 */
@SuppressWarnings("ArrayRecordComponent") // carries the array; never compared
public record DenseParameters(DenseLayout layout, float[] values) {
  public DenseParameters {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "%d dense values for a layout of %d".formatted(values.length, layout.size()));
    }
  }

  /** Writes {@code dense/layout.json} and {@code dense/parameters.f32}. */
  public void writeTo(StagedFolder staging) {
    staging.write(BundleFiles.DENSE_LAYOUT, BundleJson.write(layout));
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    staging.write(BundleFiles.DENSE_PARAMETERS, bytes.array());
  }

  /**
   * Reads what {@link #writeTo} writes.
   *
   * @param files the content of a file by its name
   * @param owner whose files they are, for messages
   */
  static DenseParameters read(Function<String, byte[]> files, String owner) {
    try {
      DenseLayout layout =
          BundleJson.read(files.apply(BundleFiles.DENSE_LAYOUT), DenseLayout.class);
      byte[] bytes = files.apply(BundleFiles.DENSE_PARAMETERS);
      float[] values = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return new DenseParameters(layout, values);
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new QuernException(
          ErrorCode.MODEL,
          "The dense parameters of %s cannot be read: %s".formatted(owner, e.getMessage()),
          e);
    }
  }
}

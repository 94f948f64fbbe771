package io.quern.model.bundle;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.network.DenseLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
  public void writeTo(BundleStaging staging) {
    staging.write(BundleFiles.DENSE_LAYOUT, BundleJson.write(layout));
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    staging.write(BundleFiles.DENSE_PARAMETERS, bytes.array());
  }

  static DenseParameters readFrom(BundleVersion version) {
    try {
      DenseLayout layout =
          BundleJson.read(version.read(BundleFiles.DENSE_LAYOUT), DenseLayout.class);
      byte[] bytes = version.read(BundleFiles.DENSE_PARAMETERS);
      float[] values = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return new DenseParameters(layout, values);
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new QuernException(
          ErrorCode.MODEL,
          "The dense parameters of model '%s' version %d cannot be read: %s"
              .formatted(version.model(), version.version(), e.getMessage()),
          e);
    }
  }
}

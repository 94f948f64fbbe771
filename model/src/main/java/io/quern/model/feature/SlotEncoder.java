package io.quern.model.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Turns encoded rows into {@link SlotRows}, once, so that epochs neither apply what was fitted nor
 * search for keys. Reuses its scratch; confined to one thread.
 */
public final class SlotEncoder {
  private final FeatureLayout layout;
  private final SlotReader slots;
  private final KeyNumbers numbers;
  private int[] elements = new int[16];
  private int[] elementFactors = new int[16];
  private int elementCount;

  /**
   * @param numbers of the keys; those that are new are added
   */
  public SlotEncoder(FeatureMap features, KeyNumbers numbers) {
    this.layout = features.layout();
    this.slots = new SlotReader(features);
    this.numbers = numbers;
  }

  /** The same rows, as bytes of their own that {@link SlotRows#of} takes. */
  public ByteBuffer encode(EncodedRows rows) {
    int stride = SlotRows.stride(layout);
    int[] values = new int[SlotRows.HEADER + rows.size() * stride];
    values[0] = rows.size();
    elementCount = 0;
    for (int row = 0; row < rows.size(); row++) {
      slots.read(rows, row);
      encode(rows.label(row), values, SlotRows.HEADER + row * stride);
    }
    int length = values.length + 2 * elementCount;
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(length, Integer.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    IntBuffer out = bytes.asIntBuffer();
    out.put(values).put(elements, 0, elementCount).put(elementFactors, 0, elementCount);
    return bytes;
  }

  private void encode(float label, int[] values, int start) {
    int at = start;
    for (long key : slots.singles) {
      values[at++] = numbers.number(key);
    }
    for (float factor : slots.factors) {
      values[at++] = Float.floatToRawIntBits(factor);
    }
    if (layout.bags() > 0) {
      for (int bag = 0; bag <= layout.bags(); bag++) {
        values[at++] = elementCount + slots.bagOffsets[bag];
      }
      addElements(slots.bagOffsets[layout.bags()]);
    }
    values[at] = Float.floatToRawIntBits(label);
  }

  private void addElements(int count) {
    if (elements.length < elementCount + count) {
      int length = Math.max(elementCount + count, 2 * elements.length);
      elements = Arrays.copyOf(elements, length);
      elementFactors = Arrays.copyOf(elementFactors, length);
    }
    for (int i = 0; i < count; i++) {
      elements[elementCount] = numbers.number(slots.bagKeys[i]);
      elementFactors[elementCount++] = Float.floatToRawIntBits(slots.bagFactors[i]);
    }
  }
}

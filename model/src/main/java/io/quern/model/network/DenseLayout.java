package io.quern.model.network;

import java.io.Serializable;
import java.util.List;

/** The dense parameters of a network as one flat array: the blocks one after the other. */
public record DenseLayout(List<DenseBlock> blocks) implements Serializable {
  public DenseLayout {
    blocks = List.copyOf(blocks);
  }

  /** The same blocks, each kernel beginning with {@code initial} values. */
  public DenseLayout withKernels(DenseBlock.Initial initial) {
    return new DenseLayout(
        blocks.stream()
            .map(b -> b.role() == DenseBlock.Role.KERNEL ? b.beginning(initial) : b)
            .toList());
  }

  /** Number of values of all blocks together. */
  public int size() {
    return blocks.stream().mapToInt(DenseBlock::size).sum();
  }

  /** Where block {@code index} begins in the flat array. */
  public int offset(int index) {
    return blocks.subList(0, index).stream().mapToInt(DenseBlock::size).sum();
  }
}

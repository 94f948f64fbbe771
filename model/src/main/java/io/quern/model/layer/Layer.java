package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.DenseLayout;
import java.util.Arrays;
import java.util.List;

/** A part of a network that has parameters. Immutable; loads no TensorFlow until it is applied. */
public interface Layer {
  /** In the order of the flat array; names begin with the layer's own. */
  List<DenseBlock> blocks();

  /** The parameters of some layers, one after the other. */
  static DenseLayout layout(Layer... layers) {
    return new DenseLayout(blocksOf(Arrays.asList(layers)));
  }

  /** Likewise, as a list. */
  static List<DenseBlock> blocksOf(List<? extends Layer> layers) {
    return layers.stream().flatMap(layer -> layer.blocks().stream()).toList();
  }
}

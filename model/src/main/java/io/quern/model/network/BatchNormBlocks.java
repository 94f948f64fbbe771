package io.quern.model.network;

import java.util.List;

/** The parameters of one batch normalisation: trained scale and shift, moving mean and variance. */
public record BatchNormBlocks(
    DenseBlock scale, DenseBlock shift, DenseBlock mean, DenseBlock variance) {

  /** Named {@code <layer>/scale} and so on. */
  public static BatchNormBlocks of(String layer, int units) {
    List<Integer> shape = List.of(units);
    return new BatchNormBlocks(
        new DenseBlock(layer + "/scale", shape, DenseBlock.Role.BIAS, DenseBlock.Initial.ONE),
        new DenseBlock(layer + "/shift", shape, DenseBlock.Role.BIAS, DenseBlock.Initial.ZERO),
        new DenseBlock(layer + "/mean", shape, DenseBlock.Role.STATISTIC, DenseBlock.Initial.ZERO),
        new DenseBlock(
            layer + "/variance", shape, DenseBlock.Role.STATISTIC, DenseBlock.Initial.ONE));
  }

  /** In the order of the flat array. */
  public List<DenseBlock> all() {
    return List.of(scale, shift, mean, variance);
  }
}

package io.quern.model.layer;

import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkGraph;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The multi-head bilinear fusion of two streams: {@code b + w_xᵀ x + w_yᵀ y + Σ_h x_hᵀ W_h y_h},
 * with x and y cut into as many pieces as there are heads.
 *
 * <p>Mao et al., "FinalMLP", AAAI 2023, "Stream-Level Interaction Aggregation". As in FuxiCTR each
 * stream has a bias of its own, and all W_h are one kernel with one output, which decides how small
 * they begin.
 */
public final class BilinearFusion implements Layer {
  private final int heads;
  private final int left;
  private final int right;
  private final Linear leftLinear;
  private final Linear rightLinear;
  private final DenseBlock kernel;

  /**
   * @param left width of x, a multiple of {@code heads}
   * @param right width of y, likewise
   */
  public BilinearFusion(String name, int left, int right, int heads) {
    this.heads = heads;
    this.left = left / heads;
    this.right = right / heads;
    leftLinear = Linear.of(name + "/1", left, 1);
    rightLinear = Linear.of(name + "/2", right, 1);
    kernel = DenseBlock.kernel(name + "/pairs/kernel", heads * this.left * this.right, 1);
  }

  @Override
  public List<DenseBlock> blocks() {
    List<DenseBlock> blocks = new ArrayList<>(leftLinear.blocks());
    blocks.addAll(rightLinear.blocks());
    blocks.add(kernel);
    return blocks;
  }

  /**
   * {@code [B]}.
   *
   * @param x {@code [B, left]}
   * @param y {@code [B, right]}
   */
  public Operand<TFloat32> apply(NetworkGraph graph, Operand<TFloat32> x, Operand<TFloat32> y) {
    Operand<TFloat32> matrices = graph.reshape(graph.parameter(kernel), heads, left, right);
    Operand<TFloat32> xByHead = graph.transpose(graph.reshape(x, -1, heads, left), 1, 0, 2);
    Operand<TFloat32> yByHead = graph.transpose(graph.reshape(y, -1, heads, right), 1, 0, 2);
    Operand<TFloat32> products = graph.multiply(graph.batchMatMul(xByHead, matrices), yByHead);
    return graph.add(
        leftLinear.scalar(graph, x), rightLinear.scalar(graph, y), graph.sum(products, 0, 2));
  }
}

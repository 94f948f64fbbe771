package io.quern.model.zoo;

import static io.quern.model.zoo.ReferenceLayers.concat;
import static io.quern.model.zoo.ReferenceLayers.plus;
import static io.quern.model.zoo.ReferenceLayers.sigmoid;
import static io.quern.model.zoo.ReferenceLayers.softmax;
import static io.quern.model.zoo.ReferenceLayers.times;

import java.util.Arrays;

/** Cross networks in double precision. Which kind a layer is shows in its parameters. */
final class ReferenceCross {
  private ReferenceCross() {}

  static double[] logits(double[][][] slots, ReferenceLayers layers) {
    double[][] x0 = ReferenceLayers.flatten(slots);
    double[][] x = new double[x0.length][];
    for (int b = 0; b < x0.length; b++) {
      x[b] = crossed(x0[b], layers);
    }
    boolean stacked = "stacked".equals(layers.spec.options().get("crossStructure"));
    double[][] last = stacked ? layers.mlp("mlp", x) : concat(x, layers.mlp("mlp", x0));
    return Arrays.stream(last).mapToDouble(example -> layers.scalar("output", example)).toArray();
  }

  private static double[] crossed(double[] x0, ReferenceLayers layers) {
    double[] x = x0;
    for (int k = 1; exists("cross/" + k, layers) || exists("cross/" + k + "/v", layers); k++) {
      x = plus(x, step("cross/" + k, x0, x, layers));
    }
    return x;
  }

  private static boolean exists(String name, ReferenceLayers layers) {
    return layers.block(name + "/kernel") != null;
  }

  private static double[] step(String name, double[] x0, double[] x, ReferenceLayers layers) {
    if (exists(name + "/c", layers)) {
      return times(x0, experts(name, x, layers));
    }
    if (exists(name + "/v", layers)) {
      return times(x0, layers.linear(name + "/u", layers.linear(name + "/v", x)));
    }
    if (layers.block(name + "/kernel").length == x.length) {
      double[] bias = layers.block(name + "/bias");
      double weight = ReferenceLayers.dot(x, layers.block(name + "/kernel"));
      return plus(ReferenceLayers.map(x0, value -> weight * value), bias);
    }
    double[] crossed = times(x0, layers.linear(name, x));
    return exists(name + "/gate", layers)
        ? times(crossed, sigmoid(layers.linear(name + "/gate", x)))
        : crossed;
  }

  /** Expert by expert, each with its own slices of V, C and U. */
  private static double[] experts(String name, double[] x, ReferenceLayers layers) {
    double[] gates = softmax(layers.linear("cross/gate", x));
    int experts = gates.length;
    double[] v = layers.block(name + "/v/kernel");
    double[] c = layers.block(name + "/c/kernel");
    double[] u = layers.block(name + "/u/kernel");
    int rank = v.length / x.length / experts;
    double[] sum = new double[x.length];
    for (int e = 0; e < experts; e++) {
      double[] low = new double[rank];
      double[] middle = new double[rank];
      for (int r = 0; r < rank; r++) {
        for (int i = 0; i < x.length; i++) {
          low[r] += x[i] * v[i * experts * rank + e * rank + r];
        }
      }
      for (int s = 0; s < rank; s++) {
        for (int r = 0; r < rank; r++) {
          middle[s] += Math.tanh(low[r]) * c[(e * rank + r) * rank + s];
        }
      }
      for (int i = 0; i < x.length; i++) {
        double high = layers.block(name + "/u/bias")[i];
        for (int s = 0; s < rank; s++) {
          high += Math.tanh(middle[s]) * u[(e * rank + s) * x.length + i];
        }
        sum[i] += gates[e] * high;
      }
    }
    return sum;
  }
}

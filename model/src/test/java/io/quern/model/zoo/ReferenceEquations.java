package io.quern.model.zoo;

import static io.quern.model.zoo.ReferenceLayers.concat;
import static io.quern.model.zoo.ReferenceLayers.dot;
import static io.quern.model.zoo.ReferenceLayers.flatten;
import static io.quern.model.zoo.ReferenceLayers.plus;
import static io.quern.model.zoo.ReferenceLayers.relu;
import static io.quern.model.zoo.ReferenceLayers.sigmoid;
import static io.quern.model.zoo.ReferenceLayers.softmax;
import static io.quern.model.zoo.ReferenceLayers.times;
import static io.quern.model.zoo.ReferenceLayers.v;

import io.quern.model.network.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The papers' equations in double precision, one loop per sum, without dropout. */
final class ReferenceEquations {
  /** The logit of each example from {@code [size][slots][width]} and the layers' parameters. */
  interface Equation {
    double[] of(double[][][] slots, ReferenceLayers layers);
  }

  /** The logit of one example. */
  private interface OneExample {
    double of(double[][] slots, ReferenceLayers layers);
  }

  private static final Map<String, Equation> ALL =
      Map.ofEntries(
          Map.entry("FFM", each(ReferenceEquations::fieldAware)),
          Map.entry("FwFM", each(ReferenceEquations::fieldWeighted)),
          Map.entry("AFM", each(ReferenceEquations::attentional)),
          Map.entry("NFM", ReferenceEquations::neural),
          Map.entry("DNN", (slots, layers) -> layers.tower("mlp", flatten(slots))),
          Map.entry("WideDeep", ReferenceEquations::wideDeep),
          Map.entry("DeepFM", ReferenceEquations::deepFm),
          Map.entry("IPNN", ReferenceEquations::innerProducts),
          Map.entry("OPNN", ReferenceEquations::outerProducts),
          Map.entry("DCN", ReferenceCross::logits),
          Map.entry("DCNv2", ReferenceCross::logits),
          Map.entry("GDCN", ReferenceCross::logits),
          Map.entry("xDeepFM", ReferenceEquations::extreme),
          Map.entry("AutoInt", each(ReferenceEquations::attention)),
          Map.entry("AutoInt+", ReferenceEquations::attentionPlus),
          Map.entry("FiBiNET", ReferenceEquations::bilinear),
          Map.entry("MaskNet", ReferenceEquations::masked),
          Map.entry("FinalMLP", ReferenceEquations::twoStreams));

  private ReferenceEquations() {}

  static ReferenceNetwork.Logits of(NetworkSpec spec, boolean training) {
    Equation equation = ALL.get(spec.network());
    return (slots, dense) -> equation.of(slots, new ReferenceLayers(spec, training, dense));
  }

  private static Equation each(OneExample one) {
    return (slots, layers) -> Arrays.stream(slots).mapToDouble(s -> one.of(s, layers)).toArray();
  }

  private static double[] withLinear(double[][][] slots, double[] logits) {
    double[] sums = new double[logits.length];
    for (int b = 0; b < sums.length; b++) {
      sums[b] = ReferenceNetwork.linear(slots[b]) + logits[b];
    }
    return sums;
  }

  private static double fieldAware(double[][] slots, ReferenceLayers layers) {
    int dim = (slots[0].length - 1) / slots.length;
    double z = layers.block("bias")[0] + ReferenceNetwork.linear(slots);
    for (int f = 0; f < slots.length; f++) {
      for (int g = f + 1; g < slots.length; g++) {
        for (int d = 0; d < dim; d++) {
          z += slots[f][1 + g * dim + d] * slots[g][1 + f * dim + d];
        }
      }
    }
    return z;
  }

  private static double fieldWeighted(double[][] slots, ReferenceLayers layers) {
    double z = layers.block("bias")[0];
    int dim = slots[0].length - 1;
    int pair = 0;
    for (int f = 0; f < slots.length; f++) {
      for (int d = 0; d < dim; d++) {
        z += slots[f][1 + d] * layers.block("linear/kernel")[f * dim + d];
      }
      for (int g = f + 1; g < slots.length; g++) {
        z += layers.block("pairs/kernel")[pair++] * dot(v(slots[f]), v(slots[g]));
      }
    }
    return z;
  }

  private static double attentional(double[][] slots, ReferenceLayers layers) {
    List<double[]> pairs = pairs(slots);
    double[] scores =
        pairs.stream()
            .mapToDouble(
                pair -> layers.scalar("attention/score", relu(layers.linear("attention", pair))))
            .toArray();
    double[] weights = softmax(scores);
    double[] pooled = new double[slots[0].length - 1];
    for (int p = 0; p < weights.length; p++) {
      for (int d = 0; d < pooled.length; d++) {
        pooled[d] += weights[p] * pairs.get(p)[d];
      }
    }
    return layers.block("bias")[0]
        + ReferenceNetwork.linear(slots)
        + layers.scalar("output", pooled);
  }

  /** {@code v_f ⊙ v_g} of all pairs. */
  private static List<double[]> pairs(double[][] slots) {
    List<double[]> pairs = new ArrayList<>();
    for (int f = 0; f < slots.length; f++) {
      for (int g = f + 1; g < slots.length; g++) {
        pairs.add(times(v(slots[f]), v(slots[g])));
      }
    }
    return pairs;
  }

  private static double[] neural(double[][][] slots, ReferenceLayers layers) {
    double[][] pooled = new double[slots.length][slots[0][0].length - 1];
    for (int b = 0; b < slots.length; b++) {
      for (double[] pair : pairs(slots[b])) {
        pooled[b] = plus(pooled[b], pair);
      }
    }
    return withLinear(slots, layers.tower("mlp", pooled));
  }

  private static double[] wideDeep(double[][][] slots, ReferenceLayers layers) {
    return withLinear(slots, layers.tower("mlp", flatten(slots)));
  }

  private static double[] deepFm(double[][][] slots, ReferenceLayers layers) {
    double[] logits = wideDeep(slots, layers);
    for (int b = 0; b < logits.length; b++) {
      logits[b] += ReferenceNetwork.pairs(slots[b]);
    }
    return logits;
  }

  private static double[] innerProducts(double[][][] slots, ReferenceLayers layers) {
    double[][] products = new double[slots.length][];
    for (int b = 0; b < slots.length; b++) {
      products[b] =
          pairs(slots[b]).stream().mapToDouble(pair -> Arrays.stream(pair).sum()).toArray();
    }
    return layers.tower("mlp", concat(flatten(slots), products));
  }

  private static double[] outerProducts(double[][][] slots, ReferenceLayers layers) {
    int dim = slots[0][0].length - 1;
    double[][] products = new double[slots.length][dim * dim];
    for (int b = 0; b < slots.length; b++) {
      for (double[] left : slots[b]) {
        for (double[] right : slots[b]) {
          for (int i = 0; i < dim * dim; i++) {
            products[b][i] += left[1 + i / dim] * right[1 + i % dim];
          }
        }
      }
    }
    return layers.tower("mlp", concat(flatten(slots), products));
  }

  private static double[] extreme(double[][][] slots, ReferenceLayers layers) {
    double[] logits = wideDeep(slots, layers);
    for (int b = 0; b < logits.length; b++) {
      double[][] v = Arrays.stream(slots[b]).map(ReferenceLayers::v).toArray(double[][]::new);
      double[][] x = v;
      double[] pooled = new double[0];
      for (int k = 1; layers.block("cin/" + k + "/kernel") != null; k++) {
        x =
            compressed(
                layers.block("cin/" + k + "/kernel"), layers.block("cin/" + k + "/bias"), x, v);
        pooled =
            concat(pooled, Arrays.stream(x).mapToDouble(u -> Arrays.stream(u).sum()).toArray());
      }
      logits[b] += layers.scalar("cin/output", pooled);
    }
    return logits;
  }

  private static double[][] compressed(double[] kernel, double[] bias, double[][] x, double[][] v) {
    double[][] y = new double[bias.length][v[0].length];
    for (int u = 0; u < y.length; u++) {
      Arrays.fill(y[u], bias[u]);
      for (int h = 0; h < x.length; h++) {
        for (int f = 0; f < v.length; f++) {
          for (int d = 0; d < y[u].length; d++) {
            y[u][d] += kernel[(h * v.length + f) * y.length + u] * x[h][d] * v[f][d];
          }
        }
      }
    }
    return y;
  }

  private static double attention(double[][] slots, ReferenceLayers layers) {
    double[][] e = Arrays.stream(slots).map(ReferenceLayers::v).toArray(double[][]::new);
    int heads = Integer.parseInt(layers.spec.options().get("attentionHeads"));
    for (int k = 1; layers.block("attention/" + k + "/query/kernel") != null; k++) {
      e = attended("attention/" + k, heads, e, layers);
    }
    return layers.scalar("attention/output", concat(e));
  }

  private static double[][] attended(String name, int heads, double[][] e, ReferenceLayers layers) {
    double[][] q = layers.linear(name + "/query", e);
    double[][] k = layers.linear(name + "/key", e);
    double[][] values = layers.linear(name + "/value", e);
    boolean carried = layers.block(name + "/residual/kernel") == null;
    double[][] y = carried ? e : layers.linear(name + "/residual", e);
    int width = q[0].length / heads;
    double[][] result = new double[e.length][];
    for (int f = 0; f < e.length; f++) {
      result[f] = y[f].clone();
      for (int head = 0; head < heads; head++) {
        double[] scores = new double[e.length];
        for (int g = 0; g < e.length; g++) {
          scores[g] = dot(piece(q[f], head, width), piece(k[g], head, width));
        }
        double[] weights = softmax(scores);
        for (int g = 0; g < e.length; g++) {
          for (int i = 0; i < width; i++) {
            result[f][head * width + i] += weights[g] * values[g][head * width + i];
          }
        }
      }
      boolean norm = layers.block(name + "/scale") != null;
      result[f] = relu(norm ? layers.layerNorm(name, result[f]) : result[f]);
    }
    return result;
  }

  private static double[] piece(double[] x, int index, int width) {
    return Arrays.copyOfRange(x, index * width, (index + 1) * width);
  }

  private static double[] attentionPlus(double[][][] slots, ReferenceLayers layers) {
    double[] logits = layers.tower("mlp", flatten(slots));
    for (int b = 0; b < logits.length; b++) {
      logits[b] += attention(slots[b], layers);
    }
    return logits;
  }

  private static double[] bilinear(double[][][] slots, ReferenceLayers layers) {
    double[][] x = new double[slots.length][];
    for (int b = 0; b < slots.length; b++) {
      double[][] v = Arrays.stream(slots[b]).map(ReferenceLayers::v).toArray(double[][]::new);
      double[] means =
          Arrays.stream(v).mapToDouble(e -> Arrays.stream(e).average().orElseThrow()).toArray();
      double[] weights = relu(layers.linear("senet/2", relu(layers.linear("senet/1", means))));
      double[][] weighed = new double[v.length][];
      for (int f = 0; f < v.length; f++) {
        double weight = weights[f];
        weighed[f] = ReferenceLayers.map(v[f], value -> weight * value);
      }
      double[] p = bilinearPairs(layers.block("bilinear/p/kernel"), v);
      x[b] = concat(p, bilinearPairs(layers.block("bilinear/q/kernel"), weighed));
    }
    return withLinear(slots, layers.tower("mlp", x));
  }

  private static double[] bilinearPairs(double[] kernel, double[][] v) {
    int dim = v[0].length;
    int matrices = kernel.length / (dim * dim);
    double[] pairs = new double[0];
    int pair = 0;
    for (int f = 0; f < v.length; f++) {
      for (int g = f + 1; g < v.length; g++, pair++) {
        int matrix = matrices == 1 ? 0 : matrices == v.length ? f : pair;
        double[] y = new double[dim];
        for (int i = 0; i < dim; i++) {
          for (int j = 0; j < dim; j++) {
            y[j] += v[f][i] * kernel[(matrix * dim + i) * dim + j];
          }
        }
        pairs = concat(pairs, times(y, v[g]));
      }
    }
    return pairs;
  }

  private static double[] masked(double[][][] slots, ReferenceLayers layers) {
    double[][] v = flatten(slots);
    double[][] x = new double[slots.length][];
    for (int b = 0; b < slots.length; b++) {
      x[b] = new double[0];
      for (int f = 0; f < slots[b].length; f++) {
        double[] embedding = v(slots[b][f]);
        x[b] = concat(x[b], layers.layerNorm("embedding", f * embedding.length, embedding));
      }
    }
    if (layers.spec.options().get("maskStructure").equals("parallel")) {
      double[][] side = new double[x.length][0];
      for (int k = 1; layers.block("block/" + k + "/hidden/kernel") != null; k++) {
        side = concat(side, masked("block/" + k, v, x, layers));
      }
      return layers.tower("mlp", side);
    }
    for (int k = 1; layers.block("block/" + k + "/hidden/kernel") != null; k++) {
      x = masked("block/" + k, v, x, layers);
    }
    return Arrays.stream(x).mapToDouble(masked -> layers.scalar("output", masked)).toArray();
  }

  private static double[][] masked(
      String name, double[][] v, double[][] x, ReferenceLayers layers) {
    double[][] y = new double[x.length][];
    for (int b = 0; b < x.length; b++) {
      double[] mask = layers.linear(name + "/mask/2", relu(layers.linear(name + "/mask/1", v[b])));
      double[] hidden = layers.linear(name + "/hidden", times(mask, x[b]));
      y[b] = relu(layers.layerNorm(name + "/hidden", hidden));
    }
    return y;
  }

  private static double[] twoStreams(double[][][] slots, ReferenceLayers layers) {
    int dim = Integer.parseInt(layers.spec.options().get("embeddingDim"));
    int vectors = (slots[0][0].length - 1) / dim;
    double[][] v = flatten(slots, 1, dim);
    double[][] x = layers.mlp("mlp1", gated("gate1", "context1", 1, slots, v, layers));
    double[][] y = layers.mlp("mlp2", gated("gate2", "context2", vectors - 1, slots, v, layers));
    int heads = Integer.parseInt(layers.spec.options().get("fusionHeads"));
    double[] logits = new double[slots.length];
    for (int b = 0; b < logits.length; b++) {
      logits[b] = layers.scalar("fusion/1", x[b]) + layers.scalar("fusion/2", y[b]);
      int left = x[b].length / heads;
      int right = y[b].length / heads;
      for (int i = 0; i < x[b].length; i++) {
        for (int j = 0; j < right; j++) {
          double weight = layers.block("fusion/pairs/kernel")[i * right + j];
          logits[b] += x[b][i] * weight * y[b][i / left * right + j];
        }
      }
    }
    return logits;
  }

  private static double[][] gated(
      String gate,
      String option,
      int vector,
      double[][][] slots,
      double[][] v,
      ReferenceLayers layers) {
    if (layers.spec.options().get("featureSelection").equals("false")) {
      return v;
    }
    int dim = Integer.parseInt(layers.spec.options().get("embeddingDim"));
    String names = layers.spec.options().get(option);
    double[][] x = new double[v.length][];
    for (int b = 0; b < v.length; b++) {
      double[] context = new double[0];
      for (String name : names == null ? new String[0] : names.split(",")) {
        double[] row = slots[b][layers.spec.slots().indexOf(name)];
        context =
            concat(context, Arrays.copyOfRange(row, 1 + vector * dim, 1 + (vector + 1) * dim));
      }
      double[] input = names == null ? layers.block(gate + "/context") : context;
      double[][] hidden = layers.mlp(gate, new double[][] {input});
      double[] open = sigmoid(layers.linear(gate + "/output", hidden[0]));
      x[b] = times(v[b], ReferenceLayers.map(open, value -> 2 * value));
    }
    return x;
  }
}

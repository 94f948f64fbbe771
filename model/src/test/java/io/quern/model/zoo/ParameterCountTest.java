package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.DenseBlock;
import io.quern.model.network.NetworkSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Trained parameters against those that the public benchmark's logs print for Frappe: 10 fields,
 * 5,389 values in all, embeddings of 10. Where a network has no linear part, the benchmark's rows
 * are one float shorter than ours, whose linear weight it never reads; the sums say 10 there.
 */
final class ParameterCountTest {
  private static final FeatureLayout LAYOUT = new FeatureLayout(10, 0, 0);
  private static final List<String> FIELDS =
      List.of(
          "user",
          "item",
          "daytime",
          "weekday",
          "isweekend",
          "homework",
          "cost",
          "weather",
          "country",
          "city");
  private static final int VALUES = 5_389;

  /** 100 → 400 → 400 → 400, each with bias, scale and shift. */
  private static final int HIDDEN = 100 * 400 + 2 * 400 * 400 + 3 * 3 * 400;

  @Test
  void deepFm() {
    int dense = dense("DeepFM", Map.of());
    assertThat(dense).isEqualTo(HIDDEN + 401);
    assertThat(11 * VALUES + dense).isEqualTo(423_280);
  }

  @Test
  void dcnV2() {
    int dense = dense("DCNv2", Map.of("crossLayers", "4"));
    assertThat(dense).isEqualTo(4 * (100 * 100 + 100) + HIDDEN + 500 + 1);
    assertThat(10 * VALUES + dense).isEqualTo(458_391);
  }

  /** The context's vectors are of the 5,050 values that users and items have there. */
  @Test
  void finalMlp() {
    Map<String, String> recipe =
        Map.of(
            "hiddenUnits", "400",
            "hiddenUnits2", "100",
            "fusionHeads", "5",
            "gateUnits", "400",
            "context1", "user",
            "context2", "item");
    int streams = 100 * 400 + 3 * 400 + 100 * 100 + 3 * 100;
    int gates = 2 * (10 * 400 + 400 + 400 * 100 + 100);
    int fusion = 401 + 101 + 5 * 80 * 20;
    int dense = dense("FinalMLP", recipe);
    assertThat(dense).isEqualTo(streams + gates + fusion);
    assertThat(10 * VALUES + 10 * 5_050 + dense).isEqualTo(253_392);
    assertThat(spec("FinalMLP", recipe).rowWidth()).isEqualTo(1 + 10 + 10);
  }

  /** Sums of the layers as FuxiCTR builds them; its logs are not at hand. */
  @Test
  void others() {
    assertThat(dense("DNN", Map.of())).isEqualTo(HIDDEN + 401);
    assertThat(dense("WideDeep", Map.of())).isEqualTo(HIDDEN + 401);
    assertThat(dense("NFM", Map.of())).isEqualTo(HIDDEN - 90 * 400 + 401);
    assertThat(dense("IPNN", Map.of())).isEqualTo(HIDDEN + 45 * 400 + 401);
    assertThat(dense("OPNN", Map.of())).isEqualTo(HIDDEN + 100 * 400 + 401);
    assertThat(dense("FwFM", Map.of())).isEqualTo(100 + 45 + 1);
    assertThat(dense("FFM", Map.of())).isEqualTo(1);
    assertThat(dense("AFM", Map.of("attentionDim", "8"))).isEqualTo(10 * 8 + 8 + 8 + 10 + 1);
    assertThat(dense("DCN", Map.of())).isEqualTo(3 * 200 + HIDDEN + 501);
    assertThat(dense("GDCN", Map.of())).isEqualTo(3 * (2 * 10_000 + 100) + HIDDEN + 501);
    assertThat(dense("DCNv2", Map.of("crossStructure", "stacked")))
        .isEqualTo(3 * 10_100 + HIDDEN + 401);
    assertThat(dense("DCNv2", Map.of("crossRank", "32"))).isEqualTo(3 * 6_500 + HIDDEN + 501);
    assertThat(dense("DCNv2", Map.of("crossRank", "32", "crossExperts", "4")))
        .isEqualTo(3 * (4 * (2 * 3_200 + 1_024) + 100) + 400 + HIDDEN + 501);
    assertThat(dense("xDeepFM", Map.of("cinUnits", "64")))
        .isEqualTo(100 * 64 + 64 + 65 + HIDDEN + 401);
    Map<String, String> attention = Map.of("attentionDim", "128", "attentionLayers", "2");
    int layers = 4 * 10 * 128 + 3 * 128 * 128 + 2 * 2 * 128;
    assertThat(dense("AutoInt", attention)).isEqualTo(layers + 1_281);
    assertThat(dense("AutoInt+", attention)).isEqualTo(layers + 1_281 + HIDDEN + 401);
    assertThat(dense("FiBiNET", Map.of()))
        .isEqualTo(2 * 10 * 3 + 2 * 45 * 100 + HIDDEN + 800 * 400 + 401);
    assertThat(dense("MaskNet", Map.of("maskStructure", "serial", "hiddenUnits", "400")))
        .isEqualTo(200 + 2 * 10_100 + 100 * 400 + 800 + 401);
  }

  private static int dense(String network, Map<String, String> options) {
    return Networks.named(network).dense(spec(network, options)).blocks().stream()
        .filter(block -> block.role() != DenseBlock.Role.STATISTIC)
        .mapToInt(DenseBlock::size)
        .sum();
  }

  private static NetworkSpec spec(String network, Map<String, String> options) {
    HashMap<String, String> all = new HashMap<>(options);
    all.put("embeddingDim", "10");
    return Networks.named(network).spec(LAYOUT, FIELDS, all);
  }
}

package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.NetworkDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What networks refuse, and whose option they blame. */
final class MisfitTest {
  private static final FeatureLayout LAYOUT = new FeatureLayout(3, 0, 0);

  @Test
  void networksOfPairsNeedTwoFeatures() {
    List<String> refusing =
        Networks.all().stream()
            .filter(n -> n.misfit(Specs.of(n.name(), new FeatureLayout(0, 1, 0))).isPresent())
            .map(NetworkDefinition::name)
            .toList();
    assertThat(refusing).containsExactly("FFM", "FwFM", "AFM", "IPNN", "FiBiNET");
    assertMisfit(
        "AFM",
        new FeatureLayout(0, 1, 0),
        "model",
        "Network 'AFM' needs at least two features, found 1");
  }

  @Test
  void defaultsFitEveryNetwork() {
    for (NetworkDefinition network : Networks.all()) {
      assertThat(network.misfit(Specs.of(network.name(), LAYOUT))).as(network.name()).isEmpty();
    }
  }

  @Test
  void headsDivideWhatTheyShare() {
    assertMisfit(
        "AutoInt+",
        LAYOUT,
        "attentionHeads",
        "Option 'attentionHeads' must divide option 'attentionDim' (64), found '3'",
        "attentionHeads",
        "3");
    assertMisfit(
        "FinalMLP",
        LAYOUT,
        "fusionHeads",
        "Option 'fusionHeads' must divide the last layers of both streams (400 and 30), found '20'",
        "hiddenUnits2",
        "10,30",
        "fusionHeads",
        "20");
  }

  @Test
  void expertsNeedARank() {
    assertMisfit(
        "DCNv2",
        LAYOUT,
        "crossExperts",
        "Option 'crossExperts' needs option 'crossRank'",
        "crossExperts",
        "4");
  }

  @Test
  void contextsAreFeatures() {
    assertMisfit(
        "FinalMLP",
        LAYOUT,
        "context2",
        "Option 'context2' names feature 's7', which there is not",
        "context1",
        "s1",
        "context2",
        "s0,s7");
  }

  private static void assertMisfit(
      String network,
      FeatureLayout layout,
      String option,
      String message,
      String... namesAndValues) {
    assertThat(Networks.named(network).misfit(Specs.of(network, layout, namesAndValues)))
        .hasValueSatisfying(
            misfit -> {
              assertThat(misfit.option()).isEqualTo(option);
              assertThat(misfit.message()).isEqualTo(message);
              assertThat(misfit.toException().hint()).contains(misfit.hint());
            });
  }
}

package io.quern.model.zoo;

import io.quern.model.feature.FeatureLayout;
import io.quern.model.network.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Networks over slots named {@code s0, s1, …}. */
final class Specs {
  private Specs() {}

  static NetworkSpec of(String network, FeatureLayout layout, String... namesAndValues) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      options.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    List<String> slots = IntStream.range(0, layout.slots()).mapToObj(i -> "s" + i).toList();
    return Networks.named(network).spec(layout, slots, options);
  }
}

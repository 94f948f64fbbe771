package io.quern.model.algorithm;

import io.quern.api.Option;
import io.quern.api.OptionType;
import io.quern.api.Range;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.zoo.Networks;
import java.util.ArrayList;
import java.util.List;

/** The network, and the options that networks declare. */
public final class NetworkOptions {
  public static final Option<String> MODEL =
      Option.of("model", OptionType.oneOf(names()), "DeepFM", Range.any(), "The network.");

  /** In the order SHOW OPTIONS prints them; the sentence of each tells which networks have it. */
  static final List<Option<?>> ALL = all();

  private NetworkOptions() {}

  private static String[] names() {
    return Networks.all().stream().map(NetworkDefinition::name).toArray(String[]::new);
  }

  private static List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>(List.of(MODEL));
    Networks.options().forEach(option -> all.add(told(option)));
    return List.copyOf(all);
  }

  private static <T> Option<T> told(Option<T> option) {
    String sentence = option.description().replaceFirst("\\.$", "");
    return new Option<>(
        option.name(),
        option.type(),
        option.defaultValue(),
        option.defaultText(),
        option.range(),
        "%s (%s).".formatted(sentence, networksOf(option)));
  }

  /** Whichever list is shorter: of the networks that have an option, or of those that have not. */
  static String networksOf(Option<?> option) {
    List<String> having = Networks.having(option);
    List<String> lacking = new ArrayList<>(List.of(names()));
    lacking.removeAll(having);
    return having.size() <= lacking.size()
        ? String.join(", ", having)
        : "all but " + String.join(", ", lacking);
  }
}

package io.quern.model.zoo;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.Option;
import io.quern.api.QuernException;
import io.quern.model.network.GraphEquation;
import io.quern.model.network.NetworkDefinition;
import io.quern.model.network.NetworkSpec;
import io.quern.model.network.Precision;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The registry of networks. Naming one does not load TensorFlow. */
public final class Networks {
  private static final List<NetworkDefinition> ALL =
      Stream.concat(
              Stream.of(new LogisticRegression(), new FactorizationMachine()),
              Stream.<GraphEquation>of(
                      new FieldAwareFm(),
                      new FieldWeightedFm(),
                      new AttentionalFm(),
                      new NeuralFm(),
                      new DeepNetwork(),
                      new WideDeep(),
                      new DeepFm(),
                      new InnerProductNetwork(),
                      new OuterProductNetwork(),
                      new DeepCross(),
                      new DeepCrossV2(),
                      new GatedDeepCross(),
                      new XDeepFm(),
                      new AutoInt(),
                      new AutoIntPlus(),
                      new FiBiNet(),
                      new MaskNet(),
                      new FinalMlp())
                  .map(TensorFlowDefinition::new))
          .toList();

  private static final List<Option<?>> OPTIONS = allOptions();

  private Networks() {}

  /** In the order users are shown them. */
  public static List<NetworkDefinition> all() {
    return ALL;
  }

  /** The options of all networks, each once, in the order users are shown them. */
  public static List<Option<?>> options() {
    return OPTIONS;
  }

  /**
   * Whether a network's option decides what it computes of its weights: all do but those that
   * matter only while it is trained.
   */
  public static boolean shapes(String option) {
    return !option.equals(HiddenOptions.DROPOUT.name())
        && !option.equals(SharedOptions.DENSE_INIT.name())
        && !option.equals(Precision.OPTION.name());
  }

  /** The names of the networks that have an option. */
  public static List<String> having(Option<?> option) {
    return ALL.stream()
        .filter(network -> network.options().contains(option))
        .map(NetworkDefinition::name)
        .toList();
  }

  /**
   * The network of that name, whatever its case.
   *
   * @throws QuernException {@link ErrorCode#NAME} when there is none
   */
  public static NetworkDefinition named(String name) {
    return ALL.stream()
        .filter(network -> network.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static List<Option<?>> allOptions() {
    Stream<Option<?>> shared =
        Stream.of(
                Stream.of(NetworkSpec.EMBEDDING_DIM),
                HiddenOptions.ALL.stream(),
                Stream.of(SharedOptions.DENSE_INIT, Precision.OPTION))
            .flatMap(options -> options);
    return Stream.concat(shared, ALL.stream().flatMap(network -> network.options().stream()))
        .distinct()
        .toList();
  }

  private static QuernException unknown(String name) {
    List<String> names = ALL.stream().map(NetworkDefinition::name).toList();
    String known = names.stream().collect(Collectors.joining(", ", "Known are ", ""));
    return new QuernException(ErrorCode.NAME, "Unknown network '" + name + "'")
        .withHint(NearestName.hint(name, names).orElse(known));
  }
}

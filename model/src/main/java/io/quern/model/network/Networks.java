package io.quern.model.network;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import java.util.List;
import java.util.stream.Collectors;

/** The registry of networks. Naming one does not load TensorFlow. */
public final class Networks {
  private static final List<NetworkDefinition> ALL =
      List.of(
          new LogisticRegression(),
          new FactorizationMachine(),
          new TensorFlowDefinition(new DeepFm()));

  private Networks() {}

  /** In the order users are shown them. */
  public static List<NetworkDefinition> all() {
    return ALL;
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

  private static QuernException unknown(String name) {
    List<String> names = ALL.stream().map(NetworkDefinition::name).toList();
    String known = names.stream().collect(Collectors.joining(", ", "Known are ", ""));
    return new QuernException(ErrorCode.NAME, "Unknown network '" + name + "'")
        .withHint(NearestName.hint(name, names).orElse(known));
  }
}

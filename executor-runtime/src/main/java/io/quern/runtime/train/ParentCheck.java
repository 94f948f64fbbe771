package io.quern.runtime.train;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.model.algorithm.NetworkOptions;
import io.quern.model.algorithm.VersionOptions;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.InputColumn;
import io.quern.model.feature.function.CallText;
import io.quern.model.network.NetworkSpec;
import io.quern.model.zoo.Networks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a training can go on from a version: columns, features and all that shapes the network
 * have to be the version's.
 *
 * @param version as messages name it in the middle of a sentence
 */
record ParentCheck(String version) {
  private static final String OR_FROM_SCRATCH = ", or leave out continueFrom";

  /** The first thing that differs. */
  Optional<ParentMismatch> of(
      NetworkSpec network, FeatureSchema schema, NetworkSpec parent, FeatureSchema parentSchema) {
    return network(network, parent)
        .or(() -> columns(schema.columns(), parentSchema.columns()))
        .or(() -> features(schema.features(), parentSchema.features()));
  }

  private Optional<ParentMismatch> network(NetworkSpec found, NetworkSpec parent) {
    if (!found.network().equals(parent.network())) {
      return option(NetworkOptions.MODEL.name(), "The network", parent.network(), found.network());
    }
    return parent.options().keySet().stream()
        .filter(Networks::shapes)
        .filter(name -> !parent.options().get(name).equals(found.options().get(name)))
        .findFirst()
        .flatMap(
            name ->
                option(
                    name,
                    "Option '%s'".formatted(name),
                    parent.options().get(name),
                    found.options().get(name)));
  }

  private Optional<ParentMismatch> option(String option, String what, String parent, String found) {
    QuernException error =
        new QuernException(
                ErrorCode.OPTION, "%s of %s is %s, not %s".formatted(what, version, parent, found))
            .withHint("Set %s = '%s'%s".formatted(option, parent, OR_FROM_SCRATCH));
    return Optional.of(new ParentMismatch(option, error));
  }

  private Optional<ParentMismatch> columns(List<InputColumn> found, List<InputColumn> parent) {
    return difference(
        "column",
        byName(found, InputColumn::name, column -> column.type().toString()),
        byName(parent, InputColumn::name, column -> column.type().toString()));
  }

  private Optional<ParentMismatch> features(List<Feature> found, List<Feature> parent) {
    return difference(
        "feature",
        byName(found, Feature::name, CallText::of),
        byName(parent, Feature::name, CallText::of));
  }

  private static <T> Map<String, String> byName(
      List<T> things, Function<T, String> name, Function<T, String> text) {
    return things.stream().collect(Collectors.toMap(name, text, (a, b) -> a, LinkedHashMap::new));
  }

  /** Of named things, told by a text each. */
  private Optional<ParentMismatch> difference(
      String kind, Map<String, String> found, Map<String, String> parent) {
    for (Map.Entry<String, String> thing : parent.entrySet()) {
      String here = found.get(thing.getKey());
      if (here == null) {
        return model(
            "There is no %s '%s', which %s has".formatted(kind, thing.getKey(), version), kind);
      }
      if (!here.equals(thing.getValue())) {
        return model(
            "%s '%s' is %s; in %s it is %s"
                .formatted(capital(kind), thing.getKey(), here, version, thing.getValue()),
            kind);
      }
    }
    for (String name : found.keySet()) {
      if (!parent.containsKey(name)) {
        return model(
            "%s '%s' is new: %s does not have it".formatted(capital(kind), name, version), kind);
      }
    }
    return List.copyOf(found.keySet()).equals(List.copyOf(parent.keySet()))
        ? Optional.empty()
        : model(
            "The %ss of %s have another order: %s"
                .formatted(kind, version, String.join(", ", parent.keySet())),
            kind);
  }

  private static Optional<ParentMismatch> model(String message, String kind) {
    QuernException error =
        new QuernException(ErrorCode.MODEL, message)
            .withHint("Train on the same %ss%s".formatted(kind, OR_FROM_SCRATCH));
    return Optional.of(new ParentMismatch(VersionOptions.CONTINUE_FROM.name(), error));
  }

  private static String capital(String kind) {
    return kind.equals("column") ? "Column" : "Feature";
  }
}

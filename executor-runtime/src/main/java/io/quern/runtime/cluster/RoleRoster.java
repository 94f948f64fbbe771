package io.quern.runtime.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Who is registered, as far as one member has seen: of every role and index the newest attempt
 * counts. Not thread-safe.
 */
final class RoleRoster {
  private final Map<String, RoleAddress> attempts = new HashMap<>();

  void put(String path, RoleAddress attempt) {
    attempts.put(path, attempt);
  }

  /** Forgets an attempt; the attempt when it was the newest one of its role, else empty. */
  Optional<RoleAddress> remove(String path) {
    RoleAddress gone = attempts.remove(path);
    return Optional.ofNullable(gone)
        .filter(left -> attempts.values().stream().noneMatch(other -> other.replaces(left)));
  }

  Optional<RoleAddress> newest(Role role, int index) {
    return attempts.values().stream()
        .filter(attempt -> attempt.role() == role && attempt.index() == index)
        .max(Comparator.comparingInt(RoleAddress::attempt));
  }

  /** The newer attempt that took the place of {@code mine}. */
  Optional<RoleAddress> replacementOf(RoleAddress mine) {
    return newest(mine.role(), mine.index()).filter(newest -> newest.replaces(mine));
  }

  /** Whether an older attempt of the same stage attempt is there. */
  boolean hasOlderSibling(Role role, int index, int attempt) {
    return attempts.values().stream()
        .filter(other -> other.role() == role && other.index() == index)
        .anyMatch(
            other ->
                other.attempt() < attempt && TaskAttempt.areSiblings(other.attempt(), attempt));
  }

  /** Names of the roles of {@code shape} that nobody has registered for, in order. */
  List<String> missing(ClusterShape shape) {
    List<String> missing = new ArrayList<>();
    for (Role role : Role.values()) {
      IntStream.range(0, shape.count(role))
          .filter(index -> newest(role, index).isEmpty())
          .mapToObj(index -> role.noun() + " " + index)
          .forEach(missing::add);
    }
    return missing;
  }

  /** The cluster, once nobody is missing. */
  ClusterSpec spec(int generation, ClusterShape shape) {
    return new ClusterSpec(generation, all(Role.PARAMETER_SERVER, shape), all(Role.WORKER, shape));
  }

  private List<RoleAddress> all(Role role, ClusterShape shape) {
    return IntStream.range(0, shape.count(role))
        .mapToObj(index -> newest(role, index).orElseThrow())
        .toList();
  }
}

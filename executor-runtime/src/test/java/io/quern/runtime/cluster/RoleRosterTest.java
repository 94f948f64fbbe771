package io.quern.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoleRosterTest {
  private final RoleRoster roster = new RoleRoster();

  private static RoleAddress attempt(Role role, int index, int attempt) {
    return new RoleAddress(role, index, attempt, 0, "host", 1000 + attempt, "id");
  }

  private void put(RoleAddress role) {
    roster.put(path(role), role);
  }

  private static String path(RoleAddress role) {
    return new RunPaths("/r").role(role);
  }

  @Test
  void namesWhoIsMissingInOrder() {
    put(attempt(Role.WORKER, 1, 0));
    assertThat(roster.missing(new ClusterShape(1, 3)))
        .containsExactly("parameter server 0", "worker 0", "worker 2");
  }

  @Test
  void theNewestAttemptCountsInWhateverOrderAttemptsArrive() {
    for (long seed = 0; seed < 200; seed++) {
      RoleRoster shuffled = new RoleRoster();
      List<RoleAddress> arrivals = new ArrayList<>();
      for (int index = 0; index < 3; index++) {
        for (int attempt = 0; attempt <= index; attempt++) {
          arrivals.add(attempt(Role.WORKER, index, attempt));
        }
      }
      arrivals.add(attempt(Role.PARAMETER_SERVER, 0, 0));
      Collections.shuffle(arrivals, new Random(seed));
      arrivals.forEach(role -> shuffled.put(path(role), role));
      ClusterSpec spec = shuffled.spec(0, new ClusterShape(1, 3));
      assertThat(spec.workers())
          .as("seed %d", seed)
          .extracting(RoleAddress::attempt)
          .containsExactly(0, 1, 2);
    }
  }

  @Test
  void anOldAttemptThatLeavesAfterItsReplacementIsNoLoss() {
    RoleAddress older = attempt(Role.WORKER, 0, 0);
    RoleAddress newer = attempt(Role.WORKER, 0, 1);
    put(older);
    put(newer);
    assertThat(roster.replacementOf(older)).contains(newer);
    assertThat(roster.replacementOf(newer)).isEmpty();
    assertThat(roster.hasOlderSibling(Role.WORKER, 0, 1)).isTrue();
    assertThat(roster.hasOlderSibling(Role.WORKER, 0, TaskAttempt.number(1, 0))).isFalse();
    assertThat(roster.remove(path(older))).isEmpty();
    assertThat(roster.hasOlderSibling(Role.WORKER, 0, 1)).isFalse();
    assertThat(roster.remove(path(newer))).contains(newer);
  }

  @Test
  void addressesAndSpecsSurviveTheirEncoding() {
    ClusterSpec spec =
        new ClusterSpec(
            3,
            List.of(new RoleAddress(Role.PARAMETER_SERVER, 0, 2, 3, "10.0.0.1", 65_535, "ä")),
            List.of(attempt(Role.WORKER, 1, 0), attempt(Role.WORKER, 0, 7)));
    assertThat(ClusterSpec.fromBytes(spec.toBytes())).isEqualTo(spec);
    assertThat(spec.workers()).extracting(RoleAddress::index).containsExactly(0, 1);
    RoleAddress server = spec.parameterServers().get(0);
    assertThat(RoleAddress.fromBytes(server.toBytes())).isEqualTo(server);
  }

  @Test
  void aSpecWithAHoleIsRefused() {
    assertThatThrownBy(() -> new ClusterSpec(0, List.of(), List.of(attempt(Role.WORKER, 1, 0))))
        .hasMessage("Expected worker 0, found worker 1 at host:1000");
  }
}

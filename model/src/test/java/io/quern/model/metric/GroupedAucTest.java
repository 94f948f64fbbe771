package io.quern.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class GroupedAucTest {
  private record Prediction(long group, double score, boolean positive) {}

  @Test
  void agreesWithTheDefinition() {
    for (int seed = 0; seed < 30; seed++) {
      List<Prediction> predictions = predictions(seed);
      GroupedAuc auc = of(predictions);
      assertThat(auc.gauc()).isCloseTo(reference(predictions), within(1e-12));
      assertThat(auc.count()).isEqualTo(predictions.size());
    }
  }

  @Test
  void mergesPartsThatTravelledAsBytes() {
    List<Prediction> predictions = predictions(31);
    GroupedAuc merged = GroupedAuc.fromBytes(of(predictions.subList(0, 150)).toBytes());
    merged.merge(GroupedAuc.fromBytes(new GroupedAuc().toBytes()));
    merged.merge(of(predictions.subList(150, predictions.size())));
    assertThat(merged.gauc()).isCloseTo(of(predictions).gauc(), within(1e-12));
    assertThat(merged.count()).isEqualTo(predictions.size());
  }

  @Test
  void leavesOutGroupsOfOneClass() {
    GroupedAuc auc = new GroupedAuc();
    auc.add(1, 0.9, true);
    auc.add(2, 0.1, false);
    assertThat(auc.gauc()).isNaN();
    auc.add(3, 0.2, true);
    auc.add(3, 0.2, false);
    assertThat(auc.gauc()).isEqualTo(0.5);
    auc.add(4, -0.0, true);
    auc.add(4, 0.0, false);
    auc.add(4, -1, false);
    assertThat(auc.gauc()).isCloseTo((2 * 0.5 + 3 * 0.75) / 5, within(1e-15));
  }

  @Test
  void rejectsWhatHasNoOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupedAuc().add(1, Double.NaN, true))
        .withMessage("Invalid score: NaN");
  }

  private static List<Prediction> predictions(int seed) {
    Random random = new Random(seed);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long group = random.nextInt(60) * 0x123456789ABCDEFL;
      double score = random.nextInt(9) - 4;
      predictions.add(new Prediction(group, score, random.nextInt(4) == 0));
    }
    return predictions;
  }

  private static GroupedAuc of(List<Prediction> predictions) {
    GroupedAuc auc = new GroupedAuc();
    predictions.forEach(p -> auc.add(p.group(), p.score(), p.positive()));
    return auc;
  }

  private static double reference(List<Prediction> predictions) {
    Map<Long, List<Prediction>> groups = new TreeMap<>();
    predictions.forEach(p -> groups.computeIfAbsent(p.group(), g -> new ArrayList<>()).add(p));
    double sum = 0;
    double weights = 0;
    for (List<Prediction> group : groups.values()) {
      double[] scores = group.stream().mapToDouble(Prediction::score).toArray();
      boolean[] labels = new boolean[scores.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = group.get(i).positive();
      }
      double auc = RocAreaReference.auc(scores, labels);
      if (!Double.isNaN(auc)) {
        sum += scores.length * auc;
        weights += scores.length;
      }
    }
    return sum / weights;
  }
}

package io.quern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TensorBoard's own reader, where there is one ({@code -Dquern.test.python}), and our files. */
@Timeout(180)
final class TensorBoardTest {
  private static final String READ =
      """
      import json, sys
      try:
        from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer
      except ImportError:
        raise SystemExit(77)
      runs = EventMultiplexer().AddRunsFromDirectory(sys.argv[1]).Reload()
      json.dump({
        run: {tag: [[e.step, e.value] for e in runs.Scalars(run, tag)] for tag in tags['scalars']}
        for run, tags in runs.Runs().items()}, sys.stdout)
      """;

  @TempDir private Path folder;

  @Test
  void tensorBoardReadsTheCurvesOfEveryVersion() throws Exception {
    Path model = folder.resolve("ctr");
    Row trained;
    try (LocalSession session = new LocalSession(folder.resolve("copies"))) {
      session.sql(
          "create temporary view clicks as select cast(pmod(id * 7, 10) < pmod(id, 5) * 2 as int)"
              + " as click, pmod(id, 5) as ad, concat('c', pmod(id, 3)) as city from range(2000)");
      trained =
          session
              .sql(
                  """
                  train clicks as DeepCTR.`%s` where label='click' and model='LR' and epochs=3
                  and batchSize=100 and workers=1 and validationFraction=0.2 and earlyStoppingPatience=0
                  """
                      .formatted(model))
              .get(0);
    }

    PythonScript script = new PythonScript(folder, "read", "tensorboard", READ);
    JsonNode runs = new ObjectMapper().readTree(script.run(model));

    assertThat(runs.fieldNames()).toIterable().containsExactly("versions/1/tensorboard");
    JsonNode curves = runs.get("versions/1/tensorboard");
    assertLast(curves.get("epoch/loss"), 3, trained.getAs("loss"));
    assertLast(curves.get("epoch/auc"), 3, trained.getAs("auc"));
    assertLast(curves.get("epoch/validationLoss"), 3, trained.getAs("validationLoss"));
    assertLast(curves.get("epoch/validationAuc"), 3, trained.getAs("validationAuc"));
    assertThat(curves.get("epoch/rowsPerSecond").get(0).get(1).asDouble()).isPositive();
    assertThat(curves.get("epoch/learningRate")).hasSize(3);
    assertThat(curves.has("epoch/validationGauc")).isFalse();
  }

  private static void assertLast(JsonNode curve, int epochs, double value) {
    assertThat(curve).hasSize(epochs);
    assertThat(curve.get(epochs - 1).get(0).asInt()).isEqualTo(epochs);
    assertThat(curve.get(epochs - 1).get(1).asDouble()).isEqualTo(value, within(1e-6));
  }
}

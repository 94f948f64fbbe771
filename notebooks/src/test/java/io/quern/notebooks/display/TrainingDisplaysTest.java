package io.quern.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class TrainingDisplaysTest {
  private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
  private final List<MimeBundle> updates = Collections.synchronizedList(new ArrayList<>());
  private final TrainingDisplays displays =
      new TrainingDisplays(
          new TrainingDisplays.Sink() {
            @Override
            public void show(String displayId, MimeBundle bundle) {
              ids.add(displayId);
              updates.add(bundle);
            }

            @Override
            public void update(String displayId, MimeBundle bundle) {
              assertThat(ids).contains(displayId);
              updates.add(bundle);
            }
          });

  private static TrainingProgress progress(Phase phase, int epoch, long rows, double loss) {
    return new TrainingProgress(
        "run", phase, epoch, 4, rows, 1000, 500.0, loss, 1 - loss, 0.5 + 0.1 * epoch, 1, 1, "");
  }

  private String text() {
    return updates.get(updates.size() - 1).forms().get("text/plain");
  }

  private Document svg() throws Exception {
    String svg = updates.get(updates.size() - 1).forms().get("image/svg+xml");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void manyEventsAreFewUpdatesOfOneDisplay() {
    try (displays) {
      for (int i = 1; i <= 1000; i++) {
        displays.onProgress(progress(Phase.TRAINING, 1, i, 0.7 - i * 1e-4));
      }
      assertThat(ids).containsExactly("run");
      await().until(() -> updates.size() > 1);
      assertThat(updates).hasSizeLessThan(5);
      assertThat(text()).startsWith("Training: epoch 1/4  1.00k rows");
    }
  }

  @Test
  void epochsThatHaveEndedAreTheCurve() throws Exception {
    try (displays) {
      displays.onProgress(progress(Phase.ENCODING, 0, 0, Double.NaN));
      displays.onProgress(progress(Phase.EPOCH_ENDED, 1, 1000, 0.6));
      displays.onProgress(progress(Phase.EPOCH_ENDED, 2, 1000, 0.5));
      displays.onProgress(progress(Phase.EPOCH_ENDED, 3, 1000, 0.45));
      displays.onProgress(progress(Phase.DONE, 3, 1000, Double.NaN));
    }
    assertThat(text()).startsWith("Trained: epoch 3/4  1,000 rows");
    NodeList lines = svg().getElementsByTagName("polyline");
    assertThat(lines.getLength()).isEqualTo(3); // loss, AUC and that of validation
    String points = lines.item(0).getAttributes().getNamedItem("points").getNodeValue();
    double[] heights = new double[3];
    String[] pairs = points.split(" ");
    for (int i = 0; i < heights.length; i++) {
      heights[i] = Double.parseDouble(pairs[i].split(",")[1]);
    }
    assertThat(heights[1] - heights[0]).isCloseTo(2 * (heights[2] - heights[1]), within(0.2));
    assertThat(svg().getElementsByTagName("script").getLength()).isZero();
    assertThat(svg().getElementsByTagName("style").getLength()).isZero();
  }

  @Test
  void whatIsShownLastSaysHowItEnded() {
    try (displays) {
      displays.onProgress(progress(Phase.EPOCH_ENDED, 1, 1000, 0.6));
      displays.onProgress(progress(Phase.TRAINING, 2, 100, 0.55));
      displays.end(Ending.CANCELLED);
    }
    assertThat(text()).startsWith("Cancelled: epoch 1/4  1,000 rows");
  }

  private static org.assertj.core.data.Offset<Double> within(double distance) {
    return org.assertj.core.data.Offset.offset(distance);
  }
}

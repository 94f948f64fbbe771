package io.quern.udf.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quern.udf.Clicks;
import io.quern.udf.ModelFixture;
import io.quern.udf.UdfSession;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.Test;

/** A network that computes in TensorFlow, in tasks that run at the same time. */
final class DeepFmScoringTest {
  @Test
  void batchesGiveWhatSingleRowsGive() {
    SparkSession session = UdfSession.create();
    Dataset<Row> clicks = Clicks.view(session, 60);
    String path = ModelFixture.newPath();
    new ModelFixture("DeepFM", 4, Clicks.FEATURES, 7).write(session, clicks, path);
    String sql = "select id, predict('%s', *) as p from clicks order by id".formatted(path);

    List<Row> batched = session.sql(sql).collectAsList();
    session.conf().set("spark.quern.predict.batched", "false");
    List<Row> single = session.sql(sql).collectAsList();

    assertThat(batched).hasSize(60);
    assertThat(batched.stream().map(row -> row.getDouble(1)).distinct().count()).isGreaterThan(30);
    for (int i = 0; i < batched.size(); i++) {
      assertThat(batched.get(i).getDouble(1)).isCloseTo(single.get(i).getDouble(1), within(1e-6));
    }
  }
}

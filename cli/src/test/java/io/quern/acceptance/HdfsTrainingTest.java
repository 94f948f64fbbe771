package io.quern.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.QuernException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models on a real HDFS of a NameNode and a DataNode, by nothing but SQL. */
@Timeout(240)
final class HdfsTrainingTest {
  private static final String CLICKS =
      """
      create temporary view clicks as
      select id, concat('user-', user) as user, item, price,
        int(chance < 1 / (1 + exp(3 - user % 7 + 2 - item % 5 + price))) as click
      from (
        select id, pmod(hash(id, 1), 50) as user, pmod(hash(id, 2), 200) as item,
          pmod(hash(id, 3), 2000) / 1000d as price, pmod(hash(id, 4), 1000000) / 1e6d as chance
        from range(0, 4000, 1, 2))
      """;

  @TempDir private static Path folder;

  private static MiniDFSCluster hdfs;
  private static LocalSession session;

  @BeforeAll
  static void start() throws IOException {
    hdfs =
        new MiniDFSCluster.Builder(new Configuration(), folder.resolve("hdfs").toFile())
            .numDataNodes(1)
            .build();
    hdfs.waitActive();
    session =
        new LocalSession(
            folder.resolve("copies"),
            Map.of("spark.quern.trainings.folder", hdfs.getURI() + "/user/me/trainings"));
    session.sql(CLICKS);
  }

  @AfterAll
  static void stop() {
    if (session != null) {
      session.close();
    }
    if (hdfs != null) {
      hdfs.shutdown();
    }
  }

  private static void train(String network, String path) {
    String hidden = network.equals("FM") ? "" : "and hiddenUnits='8'";
    session.sql(
        """
        train clicks as DeepCTR.`%s` where label='click' and features='user,item,price'
        and model='%s' and embeddingDim=4 %s and epochs=2 and batchSize=100
        and learningRate=0.02 and mode='sync' and workers=1 and parameterServers=1 and seed=7
        """
            .formatted(path, network, hidden));
  }

  private static List<Row> scores(String path) {
    session.sql("predict clicks as DeepCTR.`%s` as scored".formatted(path));
    return session.sql("select id, probability from scored order by id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FM", "DeepFM"})
  void aModelOnHdfsIsTheModelOfTheSameTrainingOnDisk(String network) throws IOException {
    String models = hdfs.getURI() + "/models/" + network;
    String remote = models + "/ctr";
    String local = folder.resolve(network).toString();
    train(network, remote);
    train(network, local);
    assertThat(stored(remote)).contains("versions");
    assertThat(session.sql("show models in '%s'".formatted(models)))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getString(0)).isEqualTo(remote);
              assertThat(row.getInt(1)).isEqualTo(1);
              assertThat(row.<String>getAs("model")).isEqualTo(network);
            });

    long copies = copies();
    List<Row> scores = scores(remote);
    assertThat(copies()).as("copies on this host").isEqualTo(copies + 1);
    assertThat(scores).hasSize(4000).isEqualTo(scores(local));
    assertThat(scores.stream().map(row -> row.getDouble(1)).distinct().count()).isGreaterThan(1000);

    session.sql("drop model '%s'".formatted(remote));
    assertThat(session.sql("show models in '%s'".formatted(models))).isEmpty();
    assertThatThrownBy(() -> scores(remote))
        .isInstanceOfSatisfying(
            QuernException.class,
            e ->
                assertThat(e.headline())
                    .isEqualTo("ERROR MODEL at 1:27: No model at '%s'".formatted(remote)));
    assertThat(hdfs.getFileSystem().exists(new org.apache.hadoop.fs.Path(remote))).isFalse();
  }

  @Test
  void trainingsAreRecordedOnHdfs() throws IOException {
    train("FM", folder.resolve("recorded").toString());

    assertThat(session.sql("show trainings").get(0))
        .satisfies(
            training -> {
              assertThat(training.<String>getAs("state")).isEqualTo("finished");
              assertThat(training.<String>getAs("path")).isEqualTo(folder + "/recorded");
              assertThat(training.<Integer>getAs("epoch")).isEqualTo(2);
            });
    assertThat(session.sql("show training 'newest'")).hasSize(2);
    assertThat(stored("/user/me/trainings"))
        .allMatch(name -> name.matches("[0-9a-f-]{36}\\.(training|curve)\\.json"));
    assertThat(
            hdfs.getFileSystem()
                .getFileStatus(new org.apache.hadoop.fs.Path("/user/me/trainings"))
                .getPermission())
        .hasToString("rwx------");
  }

  private static List<String> stored(String path) throws IOException {
    FileStatus[] entries = hdfs.getFileSystem().listStatus(new org.apache.hadoop.fs.Path(path));
    return Arrays.stream(entries).map(entry -> entry.getPath().getName()).toList();
  }

  /** Versions that this host has a copy of. */
  private static long copies() throws IOException {
    Path copies = Files.createDirectories(folder.resolve("copies"));
    try (Stream<Path> entries = Files.list(copies)) {
      return entries.filter(Files::isDirectory).count();
    }
  }
}

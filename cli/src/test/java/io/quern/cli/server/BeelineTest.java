package io.quern.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The beeline of Spark's distribution, with Hive's driver 2.3. Skipped where the interpreter,
 * {@code -Dquern.test.pyspark=…} or {@code python3}, has no pyspark.
 */
@OnSharedServer
final class BeelineTest {
  private static final String SCRIPT =
      """
      select id % 2 as click, id % 50 as user from range(1000) where true as beeline_clicks;
      create table beeline_seen (user bigint comment 'who', price decimal(9,2)) using parquet;
      select count(*) as n, 'ü' as u, array(1, null) as a from beeline_clicks;
      train beeline_clicks as DeepCTR.`${model}`
      where label = "click" and model = "LR" and epochs = 2;
      select *
      from nothing;
      !tables
      !columns beeline_seen
      drop table beeline_seen;
      select 'the end' as last;
      """;

  @TempDir Path folder;
  private static ServerLab lab;

  @BeforeAll
  static void start(ServerLab shared) {
    lab = shared;
  }

  private Path beeline() throws Exception {
    Optional<String> pyspark =
        Programs.tried(
            folder,
            System.getProperty("quern.test.pyspark", "python3"),
            "-c",
            "import os, pyspark; print(os.path.dirname(pyspark.__file__))");
    assumeTrue(pyspark.isPresent(), "pyspark, with its beeline, is not installed");
    return Path.of(pyspark.get().strip(), "bin", "beeline");
  }

  private static String script(Path folder) {
    return SCRIPT.replace("${model}", folder.resolve("model").toString());
  }

  @Test
  void beelineQueriesTrainsAndSeesFailures() throws Exception {
    Path beeline = beeline();
    Path script = Files.writeString(folder.resolve("script.sql"), script(folder));
    String said =
        Programs.output(
            folder,
            Map.of(
                "SPARK_HOME", beeline.getParent().getParent().toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "HOME", folder.toString(),
                "LC_ALL", "C.UTF-8"),
            beeline.toString(),
            "-u",
            lab.url(),
            "-n",
            "ada",
            "--force=true",
            "--outputformat=csv2",
            "-f",
            script.toString());
    assertThat(said.lines())
        .as(said)
        .anyMatch(line -> line.startsWith("1000,ü,"))
        .anyMatch(line -> line.endsWith("reading the source"))
        .anyMatch(line -> line.contains("training on 1,000 rows: "))
        .anyMatch(line -> line.matches(".*epoch 2/2  1,000 rows  [0-9,]+ rows/s  loss .*"))
        .anyMatch(line -> line.startsWith(folder.resolve("model") + ",1,DeepCTR,1000,2,"))
        .anyMatch(line -> line.contains("ERROR NAME at 2:6: Table 'nothing' does not exist"))
        .anyMatch(line -> line.contains("state=42704"))
        .anyMatch(line -> line.matches("spark_catalog,default,beeline_seen,TABLE,.*"))
        .anyMatch(
            line -> line.matches("spark_catalog,default,beeline_seen,user,-5,BIGINT,.*,who,.*"))
        .anyMatch(line -> line.matches(".*,beeline_seen,price,3,.?DECIMAL\\(9,2\\).?,9,.*"))
        .contains("the end");
  }
}

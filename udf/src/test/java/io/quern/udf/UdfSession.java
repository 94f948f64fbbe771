package io.quern.udf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import scala.Function1;
import scala.runtime.BoxedUnit;

/** One local Spark application with the extension, shared by all tests of a JVM. */
public final class UdfSession {
  private static final Path FOLDER = temporaryFolder();
  private static final SparkSession ROOT = start();

  private UdfSession() {}

  /** A session of its own: temporary views, functions and settings are not shared. */
  public static SparkSession create() {
    SparkSession session = (SparkSession) ROOT.newSession();
    // Several batches even for small tables.
    session.conf().set("spark.quern.predict.batchRows", "7");
    return session;
  }

  /** Where tests put models and tables; removed with the build. */
  public static Path folder() {
    return FOLDER;
  }

  /** The rows as text, in the query's order. */
  public static List<String> rows(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).toList();
  }

  private static SparkSession start() {
    Function1<org.apache.spark.sql.SparkSessionExtensions, BoxedUnit> extension =
        extensions -> {
          // Twice, as when the extension is both configured and found by Spark itself.
          UdfExtensions.inject(extensions);
          UdfExtensions.inject(extensions);
          return BoxedUnit.UNIT;
        };
    return SparkSession.builder()
        .master("local[2]")
        .appName("udf-test")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.planChangeValidation", "true")
        .config("spark.sql.warehouse.dir", FOLDER.resolve("warehouse").toUri().toString())
        .config("spark.local.dir", FOLDER.resolve("local").toString())
        .withExtensions(extension)
        .getOrCreate();
  }

  private static Path temporaryFolder() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "tmp").toAbsolutePath());
      return Files.createTempDirectory(parent, "udf-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

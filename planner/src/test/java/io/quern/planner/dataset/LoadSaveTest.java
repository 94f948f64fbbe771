package io.quern.planner.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.QuernException;
import io.quern.planner.PlannerSession;
import io.quern.planner.Rejections;
import io.quern.planner.session.Notes;
import io.quern.planner.session.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadSaveTest {
  private final SparkSession session = PlannerSession.open();

  @TempDir Path folder;

  @BeforeEach
  void createTable() {
    session.sql(
        "create temporary view clicks as select * from values (1L, 'rome', 0.5D), (2L, 'oslo', 1.5D)"
            + " as t(id, city, price)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "parquet", "orc"})
  void readsWhatItSaved(String format) {
    session.sql("save clicks as %s.`%s/x`".formatted(format, folder));
    session.sql("load %s.`%s/x` as back".formatted(format, folder));
    assertThat(rows("select id, city, price from back order by id"))
        .isEqualTo(rows("select id, city, price from clicks order by id"));
  }

  @Test
  void passesOptionsOnToTheFormat() {
    session.sql(
        "save overwrite clicks as csv.`%s/x` where header='true' and sep=\"|\"".formatted(folder));
    session.sql(
        "load csv.`%s/x` options(header=true, sep='|', inferSchema='true') as back"
            .formatted(folder));
    assertThat(rows("select city from back where price > 1"))
        .extracting(row -> row.get(0))
        .containsExactly("oslo");
  }

  @Test
  void readsAndWritesDoubledQuotesInCsv() throws IOException {
    Files.writeString(folder.resolve("in.csv"), "title,click\n\"a \"\"good\"\", cheap one\",1\n");
    session.sql("load csv.`%s/in.csv` where header = true as raw".formatted(folder));
    assertThat(rows("select title, click from raw"))
        .extracting(Row::toString)
        .containsExactly("[a \"good\", cheap one,1]");
    session.sql("save raw as csv.`%s/out`".formatted(folder));
    assertThat(session.read().text(folder.resolve("out").toString()).first().getString(0))
        .isEqualTo("\"a \"\"good\"\", cheap one\",1");
  }

  @Test
  void leavesAnotherEscapeOfCsvToTheStatement() throws IOException {
    Files.writeString(folder.resolve("in.csv"), "\"a \\\"good\\\" one\",1\n");
    session.sql("load csv.`%s/in.csv` where escape = '\\\\' as raw".formatted(folder));
    assertThat(rows("select * from raw"))
        .extracting(row -> row.get(0))
        .containsExactly("a \"good\" one");
  }

  @Test
  void tellsOfOptionsThatTheFormatDoesNotKnowAndOfColumnsThatAreAllText() throws IOException {
    Files.writeString(folder.resolve("in.csv"), "a,b\n1,2\n");
    List<String> notes = new ArrayList<>();
    try (Registration ignored = Notes.listen(session, notes::add)) {
      session.sql(
          "load csv.`%s/in.csv` where header = true and inferShema = true as t".formatted(folder));
      session.sql(
          "load csv.`%s/in.csv` where inferSchema = true and fs.x.y = 1 as t".formatted(folder));
    }
    assertThat(notes)
        .containsExactly(
            "Option 'inferShema' is none of csv's and is ignored. Did you mean 'inferSchema'?",
            "Every column is text; with inferSchema = true numbers and times are told apart");
  }

  @Test
  void returnsNoRows() {
    assertThat(session.sql("save clicks as json.`%s/x`".formatted(folder)).columns()).isEmpty();
    assertThat(session.sql("load json.`%s/x` as back".formatted(folder)).columns()).isEmpty();
  }

  @Test
  void refusesToSaveOverAnExistingPathUnlessTold() {
    session.sql("save clicks as parquet.`%s/x`".formatted(folder));
    QuernException error =
        Rejections.of(session, "save clicks as parquet.`%s/x`".formatted(folder));
    assertThat(error.headline())
        .isEqualTo("ERROR STORAGE at 1:24: Path '%s/x' already exists".formatted(folder));
    assertThat(error.hint()).contains("Write SAVE OVERWRITE, SAVE APPEND or SAVE IGNORE");
  }

  @Test
  void appendsOverwritesOrIgnoresAsTold() {
    session.sql("save clicks as parquet.`%s/x`".formatted(folder));
    session.sql("save append clicks as parquet.`%s/x`".formatted(folder));
    assertThat(count()).isEqualTo(4);
    session.sql("save ignore clicks as parquet.`%s/x`".formatted(folder));
    assertThat(count()).isEqualTo(4);
    session.sql("save overwrite clicks as parquet.`%s/x`".formatted(folder));
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void writesPartitionsAndTheNumberOfFilesAskedFor() throws Exception {
    session.sql(
        "save clicks as parquet.`%s/x` where fileNum='1' partitionBy city".formatted(folder));
    try (var entries = Files.list(folder.resolve("x"))) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .contains("city=rome", "city=oslo");
    }
    try (var entries = Files.list(folder.resolve("x/city=rome"))) {
      assertThat(entries.filter(entry -> entry.toString().endsWith(".parquet"))).hasSize(1);
    }
  }

  @Test
  void rejectsABadNumberOfFiles() {
    assertThat(
            Rejections.of(session, "save clicks as parquet.`x`\nwhere fileNum='none'").headline())
        .isEqualTo(
            "ERROR OPTION at 2:15: Option 'fileNum' expects a whole number of at least 1, found"
                + " 'none'");
  }

  @Test
  void tellsWhereATableOrPathOrFormatIsMissing() {
    QuernException table = Rejections.of(session, "save append\n  click as json.`x`");
    assertThat(table.headline()).isEqualTo("ERROR NAME at 2:3: Table 'click' does not exist");
    assertThat(table.hint()).contains("Did you mean 'clicks'?");
    assertThat(Rejections.of(session, "load json.`%s/no` as t".formatted(folder)).headline())
        .isEqualTo("ERROR STORAGE at 1:11: Path '%s/no' does not exist".formatted(folder));
    assertThat(Rejections.of(session, "load jsn.`x` as t").headline())
        .isEqualTo("ERROR NAME at 1:6: Format 'jsn' does not exist");
  }

  @Test
  void keepsOptionValuesOutOfPlans() {
    String plan =
        session
            .sql("load json.`%s` where password='secret' as t".formatted(savedJson()))
            .queryExecution()
            .toString();
    assertThat(plan).contains("Load json").doesNotContain("secret");
  }

  private String savedJson() {
    String path = folder + "/y";
    session.sql("save clicks as json.`%s`".formatted(path));
    return path;
  }

  private long count() {
    session.sql("load parquet.`%s/x` as back".formatted(folder));
    return session.table("back").count();
  }

  private List<Row> rows(String query) {
    return session.sql(query).collectAsList();
  }
}

package io.quern.cli.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.cli.complete.Names.Column;
import io.quern.planner.catalog.Trainable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the texts, {@code |} is the cursor. */
final class StatementCompletionTest {
  private static final Names NAMES =
      new Names() {
        @Override
        public List<String> tables() {
          return List.of("clicks", "candidates", "odd name");
        }

        @Override
        public List<Column> columns(String table) {
          return switch (table) {
            case "clicks" -> List.of(new Column("click", "INT"), new Column("user id", "BIGINT"));
            case "candidates" -> List.of(new Column("ad", "STRING"), new Column("age", "INT"));
            default -> List.of();
          };
        }

        @Override
        public List<String> functions() {
          return List.of("abs", "auc", "ctr");
        }
      };

  private final StatementCompletion completion =
      new StatementCompletion(() -> NAMES, Trainable::all);

  @Test
  void beginsStatementsOfTheDialectAndOfSpark() {
    assertThat(proposed("|")).contains("train", "predict", "select", "with", "create");
    assertThat(proposed("tr|")).containsExactly("train", "truncate");
    assertThat(proposed("select 1; sho|")).containsExactly("show");
  }

  @Test
  void keywordsComeInTheCaseThatIsTyped() {
    assertThat(proposed("TRA|")).containsExactly("TRAIN");
    assertThat(proposed("SHOW |")).contains("ALGORITHMS", "TABLES");
    assertThat(proposed("show |")).contains("algorithms", "tables");
  }

  @Test
  void aTrainingIsCompletedToItsEnd() {
    assertThat(proposed("train |")).containsExactly("clicks", "candidates", "`odd name`");
    assertThat(proposed("train cl|")).containsExactly("clicks");
    assertThat(proposed("train clicks |")).containsExactly("as", "into");
    assertThat(proposed("train clicks as |")).containsExactly("DeepCTR.`");
    assertThat(proposed("train clicks as deep|")).containsExactly("DeepCTR.`");
    assertThat(proposed("train clicks as DeepCTR.`/m` |"))
        .containsExactly("as", "columns", "options", "where");
    assertThat(proposed("train clicks as DeepCTR.`/m` wh|")).containsExactly("where");
    assertThat(proposed("train clicks as DeepCTR.`/m` where label = 'click' |"))
        .containsExactly("and", "as");
  }

  @Test
  void optionNamesAreThoseOfTheAlgorithmThatAreNotGivenYet() {
    assertThat(proposed("train clicks as DeepCTR.`/m` where |"))
        .contains("label", "model", "epochs");
    assertThat(proposed("train clicks as DeepCTR.`/m` where epo|")).containsExactly("epochs");
    assertThat(proposed("train clicks as DeepCTR.`/m` where label = 'click' and |"))
        .contains("epochs")
        .doesNotContain("label");
    assertThat(proposed("train clicks as DeepCTR.`/m` where lab| and epochs = 3"))
        .containsExactly("label");
  }

  @Test
  void optionValuesAreTheWordsOfTheirTypesOrColumnsOrTables() {
    String training = "train clicks as DeepCTR.`/m` where ";
    assertThat(proposed(training + "model = |")).contains("'DeepFM'", "'LR'", "'AutoInt+'");
    assertThat(proposed(training + "model = 'Deep|")).containsExactly("'DeepFM'");
    assertThat(proposed(training + "model = \"fi|")).containsExactly("\"FiBiNET\"", "\"FinalMLP\"");
    assertThat(proposed(training + "batchNorm = |")).containsExactly("true", "false");
    assertThat(proposed(training + "label = |")).containsExactly("'click'", "'user id'");
    assertThat(proposed(training + "label = \"c|")).containsExactly("\"click\"");
    assertThat(proposed(training + "validationTable = |"))
        .containsExactly("'clicks'", "'candidates'", "'odd name'");
    assertThat(proposed(training + "features = 'click,|"))
        .containsExactly("'click,click", "'click,user id");
    assertThat(proposed(training + "embeddingDim = |")).containsExactly("16");
  }

  @Test
  void theColumnsClauseIsCompleted() {
    String training = "train clicks as DeepCTR.`/m` columns (";
    assertThat(proposed(training + "ca|")).containsExactly("category(");
    assertThat(proposed(training + "category(|")).containsExactly("click", "`user id`");
    assertThat(proposed(training + "category(click, min|")).containsExactly("minCount =>");
    assertThat(proposed(training + "number(click, scale => |")).contains("'log'", "'standard'");
  }

  @Test
  void pathsOfDataAreThoseOfThisMachine(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("many"));
    Files.createFile(folder.resolve("more.csv"));
    assertThat(proposed("load csv.`" + folder + "/m|"))
        .containsExactly("`" + folder + "/many/", "`" + folder + "/more.csv`");
    assertThat(proposed("include '" + folder + "/mo|"))
        .containsExactly("'" + folder + "/more.csv'");
    assertThat(proposed("load csv.`/no/such/folder/|")).isEmpty();
  }

  @Test
  void whereAModelIsDueNoFilesAreProposed(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("models/ctr/versions/1"));
    Files.createDirectories(folder.resolve("models/older"));
    Files.createFile(folder.resolve("models/notes.txt"));
    String models = folder + "/models/";
    assertThat(proposed("train clicks as DeepCTR.`" + folder + "/mod|"))
        .containsExactly("`" + models);
    assertThat(proposed("register DeepCTR.`" + models + "|"))
        .containsExactly("`" + models + "ctr`", "`" + models + "older/");
    assertThat(proposed("describe model '" + models + "c|")).containsExactly("'" + models + "ctr'");
    assertThat(proposed("show models in '" + models + "ctr/|")).isEmpty();
    assertThat(proposed("select predict('" + models + "c|")).containsExactly("'" + models + "ctr'");
    assertThat(proposed("select * from embeddings(\"" + models + "c|"))
        .containsExactly("\"" + models + "ctr\"");
  }

  @Test
  void queriesAreCompletedWithTablesColumnsAndFunctions() {
    assertThat(proposed("select * from |")).containsExactly("clicks", "candidates", "`odd name`");
    assertThat(proposed("select * from clicks, ca|")).containsExactly("candidates");
    assertThat(proposed("select cl| from clicks")).containsExactly("click");
    assertThat(proposed("select ad| from clicks, candidates")).containsExactly("ad");
    assertThat(proposed("select c.| from candidates as c")).containsExactly("ad", "age");
    assertThat(proposed("select clicks.us| from clicks")).containsExactly("`user id`");
    assertThat(proposed("select ct|")).containsExactly("ctr(");
    assertThat(proposed("select a from clicks wh|")).containsExactly("when", "where");
    assertThat(proposed("describe cl|")).containsExactly("clicks");
    assertThat(proposed("train (select cl| from clicks) as DeepCTR.`/m`")).containsExactly("click");
  }

  @Test
  void nothingIsProposedWhereNothingFits() {
    assertThat(proposed("select 'cl|")).isEmpty();
    assertThat(proposed("select 1 -- cl|")).isEmpty();
    assertThat(proposed("select 12|")).isEmpty();
    assertThat(proposed("train clicks as DeepCTR.`/m` where label = 'click'|")).isEmpty();
    assertThat(proposed("train t nonsense |")).doesNotContain("label");
  }

  @Test
  void whatIsReplacedIsTheWordAtTheCursor() {
    String text = "train clicks as DeepCTR.`/m` where model = 'Dee";
    Completion found = completion.complete(text, text.length());
    assertThat(found.start()).isEqualTo(text.indexOf("'Dee"));
    assertThat(StatementCompletion.wordStart(text, text.length())).isEqualTo(found.start());
  }

  private List<String> proposed(String marked) {
    int cursor = marked.indexOf('|');
    return completion.complete(marked.replace("|", ""), cursor).proposals().stream()
        .map(Proposal::text)
        .toList();
  }
}

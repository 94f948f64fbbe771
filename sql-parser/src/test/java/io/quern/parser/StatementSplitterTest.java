package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementSplitterTest {
  @Test
  void placesStatementsInTheScript() {
    String script =
        """
        -- train a model
        load csv.`x` as t;  train t
          as A.`p`; ;

        /* done */ select 1 -- last
        """;
    assertThat(StatementSplitter.split(script))
        .containsExactly(
            new Statement("load csv.`x` as t", new SourcePosition(2, 1), 17),
            new Statement("train t\n  as A.`p`", new SourcePosition(2, 21), 37),
            new Statement("select 1", new SourcePosition(5, 12), 71));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select ';', \";\", `;`",
        "select 'a'';', \"a\"\";\", `a``;`",
        "select 'a\\';', \"a\\\";\", 'a\\\\'",
        "select r'\\', 1",
        "select '''', ';', ''''",
        "select '''a;b'''",
        "select 1 -- ;\n + 1",
        "select 1 -- ; \\\n ; still\n + 1",
        "select /* ; /* ; */ ; */ 1",
        "select /*+ broadcast(a) */ 1",
        "train (select ';', '''' from t -- ;\n) as A.`p;q` where a='''x;y''z''' and b=\";\"",
        "save t as csv.`x` options(a='''it's; fine''')",
        "begin select 1; select 2; end",
        "begin declare x int = 1; begin set x = case when x = 1 then 2 else 3 end; end; end",
        "BEGIN IF x THEN SELECT 1; ELSE SELECT 2; END IF; END",
        "begin while x < 3 do set x = x + 1; end while; select x; end",
        "begin l: loop leave l; end loop l; repeat set x = 1; until true end repeat; end",
        "begin for r as select 1 do select r.end; end for; select window.end, case from t; end case;"
            + " end",
        "begin case x when 1 then select 1; begin select 2; end; else select 3; end case; end",
        "begin if true then begin select 1; end; end if; end"
      })
  void keepsWhatIsOneStatement(String statement) {
    for (String script : List.of(statement, statement + ";", " " + statement + " ;\n\n")) {
      assertThat(StatementSplitter.split(script))
          .extracting(Statement::text)
          .containsExactly(statement);
    }
    assertThat(StatementSplitter.split(statement + ";select 2"))
        .extracting(Statement::text)
        .containsExactly(statement, "select 2");
  }

  @Test
  void blockStringsAreOursOnly() {
    assertThat(StatementSplitter.split("select '''it'; run t as A.`p` where a='''b;c'''"))
        .extracting(Statement::text)
        .containsExactly("select '''it'", "run t as A.`p` where a='''b;c'''");
  }

  @Test
  void beginAndEndAreNamesElsewhere() {
    assertThat(
            StatementSplitter.split(
                "select begin, case when a then b end from t; select 1 as begin; begin; select 2"))
        .extracting(Statement::text)
        .containsExactly(
            "select begin, case when a then b end from t",
            "select 1 as begin",
            "begin",
            "select 2");
  }

  @Test
  void dropsTheByteOrderMarkAndAcceptsCrLf() {
    assertThat(StatementSplitter.split("\uFEFFselect 1;\r\nselect\r\n 2;\r\n"))
        .containsExactly(
            new Statement("select 1", SourcePosition.START, 0),
            new Statement("select\r\n 2", new SourcePosition(2, 1), 11));
  }

  @Test
  void givesNothingForBlanksAndComments() {
    assertThat(StatementSplitter.split("")).isEmpty();
    assertThat(StatementSplitter.split(" ; ;; -- a\n /* b */;")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "select 1; select 'a,1:18,String is not closed",
        "select \"\"\"a,1:8,String is not closed",
        "select `a; select 1,1:8,Quoted name is not closed",
        "train t as A.`p where a=1,1:14,Quoted path is not closed",
        "train t as A.`p` where a='''x'',1:26,String is not closed",
        "select 1 /* a /* b */,1:10,Comment is not closed",
        "select r'a\\,1:8,String is not closed"
      })
  void placesWhatIsNotClosedAtItsOpening(String script, String place, String message) {
    assertThatExceptionOfType(QuernException.class)
        .isThrownBy(() -> StatementSplitter.split(script))
        .withMessage(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PARSE))
        .satisfies(e -> assertThat(e.position()).map(Object::toString).contains(place));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        ",TERMINATED",
        "select 1;,TERMINATED",
        "select 1; -- more,TERMINATED",
        "select 1,UNTERMINATED",
        "select 1; select 2,UNTERMINATED",
        "select 'a,OPEN",
        "select 1; /* a,OPEN",
        "train t as A.`p where,OPEN",
        "begin select 1;,OPEN",
        "begin select case when a then 1 end;,OPEN",
        "begin select 1; end,UNTERMINATED",
        "begin select 1; end;,TERMINATED"
      })
  void tellsHowTheTextEnds(String script, Script.Ending ending) {
    assertThat(StatementSplitter.scan(script == null ? "" : script).ending()).isEqualTo(ending);
  }

  @Test
  void keepsTheOpenStatement() {
    Script script = StatementSplitter.scan("select 1; select 'a; b");
    assertThat(script.statements())
        .extracting(Statement::text)
        .containsExactly("select 1", "select 'a; b");
    assertThat(script.unclosed()).isPresent();
    assertThat(StatementSplitter.scan("select 1 /* a").statements())
        .extracting(Statement::text)
        .containsExactly("select 1");
  }

  @Test
  void piecesAndWhatLiesBetweenMakeTheOriginal() {
    Random random = new Random(11);
    String[] parts = {
      "select",
      " ",
      "\n",
      "'",
      "\"",
      "`",
      "''",
      "'''",
      ";",
      "--",
      "/*",
      "*/",
      "/*+",
      "\\",
      "(",
      ")",
      "train",
      " as A.`p`",
      "begin",
      "end",
      "case",
      " if ",
      "r'",
      "x",
      "1.5e3",
      ".",
      "\uFEFF",
      "\r\n",
      "é",
      "\uD83D\uDE00",
      "\uD83D",
      "\0",
      "$",
      "{",
      "}",
      "?",
      ":a",
      "where a='b'"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("s");
      int length = random.nextInt(30);
      for (int j = 0; j < length; j++) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      checkPieces(text.toString());
    }
  }

  @Test
  void joinsAndSplitsBackWholeStatements() {
    Random random = new Random(13);
    List<String> pieces =
        List.of(
            "select ';' /* ; */, `a``;` from t",
            "train (select ')', ';') as A.`p` where a='''; '''",
            "begin select 1; end",
            "set x = \"a\\\";\"",
            "select 1 -- ;\n",
            "load csv.`;` as t",
            "select '''' as q",
            "show algorithms");
    for (int i = 0; i < 1000; i++) {
      List<String> chosen =
          random.ints(1 + random.nextInt(6), 0, pieces.size()).mapToObj(pieces::get).toList();
      String separator = random.nextBoolean() ? ";" : " ;\n-- c ;\n/* ; */ ";
      assertThat(StatementSplitter.split(String.join(separator, chosen)))
          .extracting(Statement::text)
          .isEqualTo(chosen.stream().map(piece -> piece.replace(" -- ;\n", "")).toList());
    }
  }

  @Test
  void splitsLongScriptsInLinearTime() {
    String script = "select ';' as a -- c\n;\n".repeat(200_000);
    assertThat(StatementSplitter.split(script)).hasSize(200_000);
  }

  /** Nothing but blanks, comments and semicolons lies between the statements. */
  private static void checkPieces(String text) {
    Script script = StatementSplitter.scan(text);
    int end = 0;
    for (Statement statement : script.statements()) {
      assertThat(statement.text()).as(text).isNotEmpty();
      assertThat(text.startsWith(statement.text(), statement.offset())).as(text).isTrue();
      assertThat(SourcePosition.ofOffset(text, statement.offset()))
          .as(text)
          .isEqualTo(statement.position());
      checkGap(text, end, statement.offset());
      end = statement.offset() + statement.text().length();
    }
    if (script.unclosed().isEmpty()) {
      checkGap(text, end, text.length());
    }
    if (script.ending() == Script.Ending.TERMINATED) {
      assertThat(StatementSplitter.split(text)).isEqualTo(script.statements());
    }
  }

  private static void checkGap(String text, int start, int end) {
    Lexer lexer = new Lexer(text.substring(start, end), 0);
    while (lexer.next() != Lexer.Kind.END) {
      assertThat(lexer.isSymbol(';')).as("%s [%d, %d)", text, start, end).isTrue();
    }
  }
}

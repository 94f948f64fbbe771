package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DialectParserErrorTest {
  /** A wrong statement, what its error reads, and the hint (empty for none). */
  record Wrong(String text, String headline, String hint) {
    @Override
    public String toString() {
      return text;
    }
  }

  @ParameterizedTest
  @MethodSource("wrongStatements")
  void tellsWhatIsWrongAndWhere(Wrong wrong) {
    QuernException error = errorOf(wrong.text());
    assertThat(error.code()).isEqualTo(ErrorCode.PARSE);
    assertThat(error.headline()).isEqualTo("ERROR PARSE at " + wrong.headline());
    assertThat(error.hint().orElse("")).isEqualTo(wrong.hint());
  }

  static Stream<Wrong> wrongStatements() {
    return Stream.of(
        wrong("trian data as A.`p`", "1:1: Unknown statement 'trian'", "Did you mean TRAIN?"),
        wrong("  ", "1:1: Expected a statement, found nothing"),
        wrong(
            "train",
            "1:6: Expected a table name or a query in parentheses after TRAIN,"
                + " found the end of the statement"),
        wrong(
            "train data DeepCTR.`p`", "1:12: Expected AS after the source table, found 'DeepCTR'"),
        wrong(
            "train (select 1) DeepCTR.`p`",
            "1:18: Expected AS after the source query, found 'DeepCTR'"),
        wrong(
            "train as DeepCTR.`p`",
            "1:7: Expected a table name or a query in parentheses after TRAIN, found 'as'"),
        wrong("train db. as A.`p`", "1:11: Expected a table name after '.', found 'as'"),
        wrong(
            "train t as\n",
            "1:11: Expected an algorithm name after AS, found the end of the statement"),
        wrong(
            "train t as DeepCTR where a=1",
            "1:20: Expected a path in back-quotes after the algorithm, found 'where'"),
        wrong(
            "train t as DeepCTR.'m/p'",
            "1:20: Expected a path in back-quotes after the algorithm, found 'm/p'",
            "Put it in back-quotes: `m/p`"),
        wrong(
            "train t as DeepCTR.models",
            "1:20: Expected a path in back-quotes after the algorithm, found 'models'",
            "Put it in back-quotes: `models`"),
        wrong("train data as DeepCTR.`p", "1:23: Quoted path is not closed"),
        wrong("train `data as DeepCTR", "1:7: Quoted name is not closed"),
        wrong("train t as A.`p`\nwhere a = 'x", "2:11: String is not closed"),
        wrong("train t as A.`p` where a = '''x''", "1:28: String is not closed"),
        wrong("train t /* as A.`p`", "1:9: Comment is not closed"),
        wrong("train (select (1) as A.`p`", "1:7: Parenthesis is not closed"),
        wrong("train (select 'x) as A.`p`", "1:15: String is not closed"),
        wrong("train t as A.``", "1:14: Path is empty"),
        wrong("predict t as A.`` as x", "1:16: Path is empty"),
        wrong("train `` as A.`p`", "1:7: Name is empty"),
        wrong(
            "train t as A.`p` wher a=1",
            "1:18: Expected AS, COLUMNS, OPTIONS, WHERE or the end of the statement after the path,"
                + " found 'wher'",
            "Did you mean WHERE?"),
        wrong(
            "train t as A.`p` where",
            "1:23: Expected an option name after WHERE, found the end of the statement"),
        wrong(
            "train t as A.`p` where a",
            "1:25: Expected '=' after the option name," + " found the end of the statement"),
        wrong(
            "train t as A.`p` where label = click",
            "1:32: Expected a value after 'label =', found 'click'",
            "Put it in quotes: 'click'"),
        wrong(
            "train t as A.`p` where label = `click`",
            "1:32: Expected a value after 'label =', found `click`",
            "Put it in quotes: 'click'"),
        wrong(
            "train t as A.`p` where a == 1",
            "1:27: Expected a value after 'a =', found '='",
            "Write a single ="),
        wrong("train t as A.`p` where a = -'1'", "1:29: Expected a number after '-', found '1'"),
        wrong(
            "train t as A.`p` where a='1', b='2'",
            "1:29: Expected AND, AS or the end of the statement after the value of 'a', found ','",
            "Join options with AND"),
        wrong(
            "train t as A.`p` where a=1 adn b=2",
            "1:28: Expected AND, AS or the end of the statement after the value of 'a',"
                + " found 'adn'",
            "Did you mean AND?"),
        wrong(
            "train t as A.`p` where a=1 and as x",
            "1:32: Expected an option name after AND, found 'as'"),
        wrong(
            "train t as A.`p` options(a=1 b=2)",
            "1:30: Expected ')' or ',' after the value of 'a', found 'b'"),
        wrong(
            "train t as A.`p` as",
            "1:20: Expected a name for the result after AS, found the end of the statement"),
        wrong(
            "train t as A.`p` as x y",
            "1:23: Expected the end of the statement after the name of the result, found 'y'"),
        wrong(
            "train t as A.`p` #",
            "1:18: Expected AS, COLUMNS, OPTIONS, WHERE or the end of the statement after the path,"
                + " found '#'"),
        wrong(
            "train t as A.`p` colums (category(a))",
            "1:18: Expected AS, COLUMNS, OPTIONS, WHERE or the end of the statement after the path,"
                + " found 'colums'",
            "Did you mean COLUMNS?"),
        wrong(
            "predict t as A.`p` columns (category(a))",
            "1:20: Expected AS, OPTIONS, WHERE or the end of the statement after the path,"
                + " found 'columns'",
            "The order is: predict TABLE | (QUERY) as ALGORITHM.`PATH`"
                + " [ where version = NUMBER | 'TAG' ] [ as VIEW ]"),
        wrong(
            "train t as A.`p` columns category(a)",
            "1:26: Expected '(' after COLUMNS, found 'category'"),
        wrong("train t as A.`p` columns ()", "1:27: Expected a function name after '(', found ')'"),
        wrong(
            "train t as A.`p` columns (category)",
            "1:35: Expected '(' after the function name, found ')'"),
        wrong(
            "train t as A.`p` columns (category())",
            "1:36: Expected a column name after '(', found ')'"),
        wrong(
            "train t as A.`p` columns (category('a'))",
            "1:36: Expected a column name after '(', found 'a'",
            "A column has no quotes, or back-quotes: `a`"),
        wrong(
            "train t as A.`p` columns (buckets(a, 18))",
            "1:38: Expected a column or an argument after ',', found '18'"),
        wrong(
            "train t as A.`p` columns (category(a.b))",
            "1:37: Expected ')', ',' or '=>' after 'a', found '.'"),
        wrong(
            "train t as A.`p` columns (category(a, minCount = 2))",
            "1:48: Expected ')', ',' or '=>' after 'minCount', found '='",
            "Arguments are written name => value"),
        wrong(
            "train t as A.`p` columns (category(a, minCount => ))",
            "1:51: Expected a value after 'minCount =>', found ')'"),
        wrong(
            "train t as A.`p` columns (cross(a, minCount => 2, b))",
            "1:52: Expected '=>' after 'b', found ')'",
            "Columns come before arguments"),
        wrong(
            "train t as A.`p` where a=1 columns (category(a))",
            "1:28: Expected AND, AS or the end of the statement after the value of 'a',"
                + " found 'columns'",
            "COLUMNS comes before the options"),
        wrong(
            "train t as A.`p` columns (buckets(a, at => ()))",
            "1:45: Expected a value after '(', found ')'"),
        wrong(
            "train t as A.`p` columns (buckets(a, at => (1 2)))",
            "1:47: Expected ')' or ',' after a value of 'at', found '2'"),
        wrong(
            "train t as A.`p` columns (buckets(a, at => ((1))))",
            "1:45: Expected a value after '(', found '('"),
        wrong(
            "train t as A.`p` columns (category(a) as)",
            "1:41: Expected a name for the feature after AS, found ')'"),
        wrong(
            "train t as A.`p` columns (category(a) a)",
            "1:39: Expected AS, ')' or ',' after the arguments, found 'a'"),
        wrong(
            "train t as A.`p` columns (category(a) as b",
            "1:43: Expected ')' or ',' after the name of the feature,"
                + " found the end of the statement"),
        wrong(
            "train t as A.`p` columns (category(a),)",
            "1:39: Expected a function name after ',', found ')'"),
        wrong(
            "train t as A.`p` columns (category(a)) columns (category(a))",
            "1:40: Expected AS, OPTIONS, WHERE or the end of the statement after the columns,"
                + " found 'columns'",
            "The order is: train TABLE | (QUERY) as ALGORITHM.`PATH` [ columns (…) ] where …"
                + " [ as VIEW ]"),
        wrong(
            "register A.`p` where version = 1 as f",
            "1:16: Expected AS after the path, found 'where'",
            "The order is: register ALGORITHM.`PATH` as FUNCTION"
                + " [ where version = NUMBER | 'TAG' | 'newest' ]"),
        wrong(
            "load csv.`p` as t where header = true",
            "1:19: Expected the end of the statement after the table name, found 'where'",
            "The order is: load FORMAT.`PATH` [ where … ] as VIEW"),
        wrong(
            "train t as A.`p` where label = 'y' train t as A.`p` where label = 'y'",
            "1:36: Expected AND, AS or the end of the statement after the value of 'label',"
                + " found 'train'",
            "Is a ; missing before 'train'?"),
        wrong(
            "train select * from t as A.`p`",
            "1:14: Expected AS after the source table, found '*'",
            "Put the query in parentheses"),
        wrong(
            "train t as A.`p` columns (category(?))",
            "1:36: A parameter is not allowed here; only in option values and queries"),
        wrong(
            "train t as A.`p` columns (category(a, dim => ?))", "1:46: Parameter '?' has no value"),
        wrong(
            "train t as ?.`p`",
            "1:12: A parameter is not allowed here; only in option values and queries"),
        wrong(
            "train ? as A.`p`",
            "1:7: A parameter is not allowed here; only in option values and queries"),
        wrong(
            "train t as A.?",
            "1:14: A parameter is not allowed here; only in option values and queries"),
        wrong(
            "train t as A.:path",
            "1:14: A parameter is not allowed here; only in option values and queries"),
        wrong("train t as A.`p` where a = ?", "1:28: Parameter '?' has no value"),
        wrong("train t as A.`p` where a = :b", "1:28: Parameter ':b' has no value"),
        wrong(
            "explain load csv.`x` as t",
            "1:9: Expected CODEGEN, COST, EXTENDED, FORMATTED, PREDICT, RUN or TRAIN"
                + " after EXPLAIN, found 'load'"),
        wrong("register A.`p` fn", "1:16: Expected AS after the path, found 'fn'"),
        wrong(
            "load csv.`p`",
            "1:13: Expected AS, OPTIONS or WHERE after the path, found the end of the statement"),
        wrong("save t as", "1:10: Expected a format after AS, found the end of the statement"),
        wrong("save t as csv.`p` partition x", "1:29: Expected BY after PARTITION, found 'x'"),
        wrong("include ''", "1:9: Path is empty"),
        wrong(
            "train \"ads\" as A.`p`",
            "1:7: Expected a table name or a query in parentheses after TRAIN, found \"ads\"",
            "A table has no quotes, or back-quotes: `ads`"),
        wrong(
            "train 'ads.csv' as A.`p`",
            "1:7: Expected a table name or a query in parentheses after TRAIN, found 'ads.csv'",
            "Files become a table with LOAD: load csv.`ads.csv` as VIEW;"),
        wrong(
            "train t as 'models/ctr'",
            "1:12: Expected an algorithm name after AS, found 'models/ctr'",
            "Name the algorithm before the path: DeepCTR.`models/ctr`"),
        wrong(
            "load 'ads.json' as t",
            "1:6: Expected a format after LOAD, found 'ads.json'",
            "Name the format before the path: json.`ads.json`"),
        wrong(
            "load csv 'ads' as t",
            "1:10: Expected a path in back-quotes after the format, found 'ads'",
            "Put it in back-quotes behind a dot: csv.`ads`"),
        wrong(
            "save overwrite (select 1) as csv.`p`",
            "1:16: Expected a table name after OVERWRITE, found '('",
            "Name the query's result first, with select … as VIEW;"),
        wrong(
            "save (select 1) as csv.`p`",
            "1:6: Expected a mode or a table name after SAVE, found '('",
            "Name the query's result first, with select … as VIEW;"),
        wrong(
            "show models in models/ctr",
            "1:16: Expected a path in quotes after IN, found 'models'",
            "Put the path in quotes"),
        wrong(
            "show algoritms",
            "1:6: Expected ALGORITHMS, FUNCTIONS, MODELS, OPTIONS, TRAINING or TRAININGS after SHOW,"
                + " found 'algoritms'",
            "Did you mean ALGORITHMS?"),
        wrong(
            "show training",
            "1:14: Expected the id of a training in quotes after TRAINING,"
                + " found the end of the statement"),
        wrong("cancel training ''", "1:17: Id is empty"),
        wrong("tag model 'm' as 'p'", "1:15: Expected VERSION after the path, found 'as'"),
        wrong(
            "promote model 'm' version 1 as p if auc = 1",
            "1:41: Expected '<' or '>' after the metric, found '='"),
        wrong(
            "promote model 'm' version 1 as p if auc > high",
            "1:43: Expected a number after '>', found 'high'"),
        wrong("restore model 'm' version 1", "1:19: Expected TO after the path, found 'version'"),
        wrong(
            "describe model 'm' version prod",
            "1:28: Expected a version number or a tag in quotes after VERSION, found 'prod'"),
        wrong(
            "cancel training 'a' 'b'",
            "1:21: Expected the end of the statement after the id, found 'b'"),
        wrong(
            "describe model version 2",
            "1:16: Expected a path in quotes after MODEL, found 'version'"),
        wrong(
            "drop model 'm' version 0",
            "1:24: Version must be a whole number of at least 1, found '0'"),
        wrong(
            "drop model 'm' version 99999999999",
            "1:24: Version must be a whole number of at least 1, found '99999999999'"),
        wrong(
            "drop model 'm' version 1.5",
            "1:24: Expected a version number after VERSION, found '1.5'"),
        wrong(
            "train t as A.`p` where a = " + "x".repeat(100),
            "1:28: Expected a value after 'a =', found '" + "x".repeat(40) + "…'",
            "Put it in quotes: '" + "x".repeat(40) + "…'"));
  }

  @Test
  void limitsPaths() {
    assertThat(errorOf("train t as A.`" + "x".repeat(5012) + "`").headline())
        .isEqualTo("ERROR PARSE at 1:14: Path is 5012 characters, the limit is 4096");
  }

  @Test
  void limitsTheNestingOfQueries() {
    int deep = 10_000;
    String query = "(".repeat(deep) + "1" + ")".repeat(deep);
    assertThat(errorOf("train (select " + query + ") as A.`p`").headline())
        .isEqualTo("ERROR PARSE at 1:514: Query is nested deeper than 500 levels");
    assertThat(errorOf("train t as A.`p` options" + "(".repeat(deep)).headline())
        .isEqualTo("ERROR PARSE at 1:26: Expected an option name or ')' after '(', found '('");
  }

  @Test
  void neverShowsTheGeneratedParsersOwnWords() {
    List<String> prefixes =
        List.of(
            "train",
            "train t",
            "train t .",
            "train t as",
            "train t as A",
            "train t as A.`p`",
            "train t as A.`p` columns",
            "train t as A.`p` columns (",
            "train t as A.`p` columns (f",
            "train t as A.`p` columns (f(",
            "train t as A.`p` columns (f(a",
            "train t as A.`p` columns (f(a,",
            "train t as A.`p` columns (f(a, b =>",
            "train t as A.`p` columns (f(a, b => (",
            "train t as A.`p` columns (f(a, b => array(1",
            "train t as A.`p` columns (f(a, b => 1",
            "train t as A.`p` columns (f(a, b => 1,",
            "train t as A.`p` columns (f(a, b => 1, c",
            "train t as A.`p` columns (f(a)",
            "train t as A.`p` columns (f(a) as",
            "train t as A.`p` columns (f(a) as b",
            "train t as A.`p` columns (f(a))",
            "train t as A.`p` where",
            "train t as A.`p` where a",
            "train t as A.`p` where a.",
            "train t as A.`p` where a=",
            "train t as A.`p` where a=-",
            "train t as A.`p` where a=1",
            "train t as A.`p` options",
            "train t as A.`p` options(",
            "train t as A.`p` options(a=1",
            "train t as A.`p` options(a=1,",
            "train t as A.`p` as",
            "train t as A.`p` as o",
            "explain",
            "explain cost",
            "register",
            "register A",
            "register A.`p`",
            "register A.`p` as",
            "load",
            "load c",
            "load c.`p`",
            "load c.`p` as",
            "save",
            "save append",
            "save append t",
            "save t as c",
            "save t as c.`p`",
            "save t as c.`p` partition",
            "save t as c.`p` partitionby",
            "save t as c.`p` partitionby a",
            "save t as c.`p` partitionby a,",
            "include",
            "include 'a'",
            "include a",
            "show",
            "show algorithms",
            "show options",
            "show options for",
            "show functions",
            "show functions for",
            "show models",
            "show models in",
            "show models in 'a'",
            "show trainings",
            "show training",
            "show training 'a'",
            "cancel training",
            "cancel training 'a'",
            "describe",
            "describe model",
            "describe model 'a'",
            "describe model 'a' version",
            "drop",
            "drop model",
            "drop model 'a'",
            "drop model 'a' version 1",
            "drop model 'a' tag",
            "tag model 'a' version 1",
            "tag model 'a' version 1 as",
            "promote model 'a' version 1 as b",
            "promote model 'a' version 1 as b if",
            "promote model 'a' version 1 as b if c >=",
            "restore model 'a'",
            "restore model 'a' to");
    for (String prefix : prefixes) {
      QuernException error = errorOf(prefix + " ~");
      assertThat(error.getMessage())
          .as(prefix)
          .startsWith("Expected ")
          .endsWith(", found '~'")
          .doesNotContain("<", "IDENTIFIER", "LITERAL", "QUOTED_", "EOF", "\"");
      assertThat(DialectParser.expectedTokens(prefix + " ")).as(prefix).isNotEmpty();
    }
  }

  private static Wrong wrong(String text, String headline) {
    return new Wrong(text, headline, "");
  }

  private static Wrong wrong(String text, String headline, String hint) {
    return new Wrong(text, headline, hint);
  }

  private static QuernException errorOf(String text) {
    return catchThrowableOfType(QuernException.class, () -> DialectParser.parse(text));
  }
}

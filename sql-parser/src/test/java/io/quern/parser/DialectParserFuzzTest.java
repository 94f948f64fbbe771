package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;

final class DialectParserFuzzTest {
  private static final String[] TOKENS = {
    "train",
    "run",
    "predict",
    "explain",
    "cost",
    "register",
    "load",
    "save",
    "overwrite",
    "include",
    "show",
    "algorithms",
    "options",
    "for",
    "models",
    "in",
    "describe",
    "desc",
    "drop",
    "model",
    "version",
    "columns",
    "functions",
    "array",
    "=>",
    "as",
    "into",
    "where",
    "and",
    "partitionBy",
    "partition",
    "by",
    "true",
    "t",
    "data",
    ".",
    ",",
    "=",
    "(",
    ")",
    ";",
    "+",
    "-",
    "?",
    ":p",
    ":",
    "1",
    "0.5",
    "1e3",
    "2x",
    "'s'",
    "\"d\"",
    "'''b'''",
    "`p`",
    "``",
    "(select ')' from t)",
    "/* c */",
    "-- d\n",
    "#",
    "\0",
    "\u0007",
    "é",
    "\uD83D",
    "'",
    "`",
    "/*",
    "\uFEFF"
  };

  private static final List<String> VALID =
      List.of(
          "train|db|.|t|as|A|.|`p`|where|a|=|1|and|b|=|'x'|as|out",
          "explain|cost|predict|(select ')' from t)|as|A|.|`p`|options|(|a|=|-|0.5|,|b|=|true|)",
          "train|t|as|A|.|`p`|columns|(|f|(|a|,|b|,|c|=>|1|,|d|=>|(|1|,|x|)|)|as|g|,|f|(|a|)|)",
          "register|A|.|`p`|as|fn|where|version|=|\"newest\"",
          "load|org|.|x|.|csv|.|`p`|options|x|.|0|.|y|=|'''b'''|as|t",
          "save|append|t|as|csv|.|``|where|a|=|1|partition|by|a|,|b",
          "include|lib|.|`p`|where|a|=|1",
          "show|options|for|A",
          "show|functions|for|A",
          "show|models|in|'p'",
          "describe|model|'p'|version|1",
          "drop|model|`a/b`|version|1");

  @Test
  void fewChangesToAStatementGiveAStatementOrAnErrorInsideOfTheText() {
    Random random = new Random(17);
    int accepted = 0;
    for (int i = 0; i < 6_000; i++) {
      List<String> tokens =
          new ArrayList<>(List.of(VALID.get(random.nextInt(VALID.size())).split("\\|")));
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        change(tokens, random);
      }
      accepted += parses(String.join(" ", tokens)) ? 1 : 0;
    }
    assertThat(accepted).isBetween(150, 4_500);
  }

  private static void change(List<String> tokens, Random random) {
    int place = random.nextInt(tokens.size() + 1);
    String token = TOKENS[random.nextInt(TOKENS.length)];
    if (place == tokens.size() || random.nextInt(3) == 0) {
      tokens.add(place, token);
    } else if (random.nextBoolean() && tokens.size() > 1) {
      tokens.remove(place);
    } else {
      tokens.set(place, token);
    }
  }

  /** Whether {@code text} is a statement, which then has to survive its own text. */
  private static boolean parses(String text) {
    DialectParser.expectedTokens(text);
    try {
      String canonical = DialectParser.parse(text).toString();
      assertThat(
              DialectParser.parse(canonical).equalsDeep(DialectParser.parse(text), Litmus.IGNORE))
          .as(text)
          .isTrue();
      return true;
    } catch (QuernException e) {
      assertThat(e.code()).as(text).isEqualTo(ErrorCode.PARSE);
      SourcePosition position = e.position().orElseThrow();
      LineIndex lines = new LineIndex(text);
      assertThat(lines.position(lines.offset(position))).as(text).isEqualTo(position);
      return false;
    }
  }
}

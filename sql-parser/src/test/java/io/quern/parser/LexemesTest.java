package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.parser.Lexeme.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LexemesTest {
  @Test
  void readsWhatAnEditorColours() {
    assertThat(told("select 'a;b', `c d` -- done\n from t where x >= 1.5e3;"))
        .containsExactly(
            "WORD select",
            "STRING 'a;b'",
            "SYMBOL ,",
            "QUOTED_NAME `c d`",
            "COMMENT -- done",
            "WORD from",
            "WORD t",
            "WORD where",
            "WORD x",
            "SYMBOL >",
            "SYMBOL =",
            "NUMBER 1.5e3",
            "SYMBOL ;");
  }

  @Test
  void blockStringsAreStringsWhereTheDialectHasThem() {
    assertThat(told("set a = '''it's''';")).contains("STRING '''it's'''");
    assertThat(told("select '''it''' ;")).contains("STRING '''it'''");
  }

  @Test
  void tellsWhatIsOpen() {
    assertThat(last("select 'a").isClosed()).isFalse();
    assertThat(last("train t as DeepCTR.`/m").isClosed()).isFalse();
    assertThat(last("select /* a").kind()).isEqualTo(Kind.COMMENT);
    assertThat(last("select /* a").isClosed()).isFalse();
    assertThat(last("select 'a'").isClosed()).isTrue();
  }

  @Test
  void readsCommentsBetweenStatements() {
    assertThat(told("-- one\nselect 1; /* two */ select 2 -- three"))
        .containsExactly(
            "COMMENT -- one",
            "WORD select",
            "NUMBER 1",
            "SYMBOL ;",
            "COMMENT /* two */",
            "WORD select",
            "NUMBER 2",
            "COMMENT -- three");
  }

  @Test
  void coversEveryTextWithoutFailing() {
    String alphabet = "a1 '\"`;-/*\\\n.=(){}r?:é\uFEFF";
    Random random = new Random(7);
    for (int i = 0; i < 5000; i++) {
      String text =
          random
              .ints(random.nextInt(30), 0, alphabet.length())
              .mapToObj(c -> String.valueOf(alphabet.charAt(c)))
              .collect(Collectors.joining());
      int end = 0;
      for (Lexeme lexeme : Lexemes.of(text)) {
        assertThat(lexeme.start()).as(text).isGreaterThanOrEqualTo(end);
        assertThat(text.substring(lexeme.start(), lexeme.end())).isEqualTo(lexeme.image());
        end = lexeme.end();
      }
    }
  }

  private static List<String> told(String text) {
    return Lexemes.of(text).stream().map(l -> l.kind() + " " + l.image()).toList();
  }

  private static Lexeme last(String text) {
    List<Lexeme> lexemes = Lexemes.of(text);
    return lexemes.get(lexemes.size() - 1);
  }
}

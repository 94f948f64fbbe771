package io.quern.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

final class SqlHighlighterTest {
  @Test
  void eachKindOfLexemeHasItsStyle() {
    assertThat(styled("train t as DeepCTR.`/m` where label = 'c' and epochs = 3; -- go"))
        .containsExactly(
            "keyword train",
            "keyword as",
            "name `/m`",
            "keyword where",
            "string 'c'",
            "keyword and",
            "number 3",
            "comment -- go");
  }

  @Test
  void aKeywordThatIsUsedAsANameIsNone() {
    assertThat(styled("select model.version from t"))
        .containsExactly("keyword select", "keyword from");
    assertThat(styled("train t as A.`p` where model = 1")).doesNotContain("keyword model");
    assertThat(styled("describe model '/m'")).contains("keyword model");
  }

  @Test
  void theTextStaysAsItIs() {
    for (String text :
        List.of("", "select 'a", "  select\n  1 /* x", "\\help TRAIN", "é∂ 'ß' 日本")) {
      assertThat(SqlHighlighter.highlight(text).toString()).isEqualTo(text);
    }
  }

  /** Runs of one style, plain ones left out. */
  private static List<String> styled(String text) {
    AttributedString coloured = SqlHighlighter.highlight(text);
    List<String> runs = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= coloured.length(); i++) {
      if (i == coloured.length() || !coloured.styleAt(i).equals(coloured.styleAt(start))) {
        String name = name(coloured.styleAt(start));
        if (!name.isEmpty()) {
          runs.add(name + " " + text.substring(start, i));
        }
        start = i;
      }
    }
    return runs;
  }

  private static String name(AttributedStyle style) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    if (style.equals(plain.bold().foreground(AttributedStyle.BLUE))) {
      return "keyword";
    }
    if (style.equals(plain.foreground(AttributedStyle.GREEN))) {
      return "string";
    }
    if (style.equals(plain.foreground(AttributedStyle.CYAN))) {
      return "name";
    }
    if (style.equals(plain.foreground(AttributedStyle.MAGENTA))) {
      return "number";
    }
    return style.equals(plain.faint()) ? "comment" : "";
  }
}

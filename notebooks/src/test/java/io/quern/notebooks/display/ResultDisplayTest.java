package io.quern.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.cli.output.FirstRows;
import io.quern.cli.output.FirstRows.Column;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultDisplayTest {
  private static Map<String, String> shown(
      List<Column> columns, List<String[]> rows, boolean isCut) {
    return ResultDisplay.of(new FirstRows(columns, rows, isCut), 2).forms();
  }

  @Test
  void namesAndValuesAreEscapedAndNullIsNoText() {
    Map<String, String> forms =
        shown(
            List.of(new Column("<i>", false), new Column("n", true)),
            List.of(
                new String[] {"<script>alert('x')</script>", null},
                new String[] {"two\nlines \"&\" \u0007", "7"}),
            false);
    assertThat(forms.get("text/html"))
        .isEqualTo(
            """
            <table>
            <thead><tr><th style="text-align: left; white-space: pre-wrap">&lt;i&gt;</th>\
            <th style="text-align: right">n</th></tr></thead>
            <tbody>
            <tr><td style="text-align: left; white-space: pre-wrap">\
            &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</td>\
            <td style="text-align: right"><em>NULL</em></td></tr>
            <tr><td style="text-align: left; white-space: pre-wrap">two<br>lines &quot;&amp;&quot; \uFFFD</td>\
            <td style="text-align: right">7</td></tr>
            </tbody></table>
            <p>2 rows</p>\
            """);
    assertThat(forms.get("text/plain")).contains("NULL").endsWith("(2 rows)");
  }

  @Test
  void saysHowManyRowsAreMissing() {
    List<String[]> rows = Collections.nCopies(1000, new String[] {"a"});
    List<Column> columns = List.of(new Column("c", false));
    assertThat(shown(columns, rows, false).get("text/plain"))
        .isEqualTo("c\n-\na\na\n(first 2 rows; 998 more)");
    assertThat(shown(columns, rows, true).get("text/html"))
        .endsWith("<p>first 2 rows; more than 998 more</p>");
  }

  @Test
  void longValuesAreCutBetweenCharacters() {
    String text =
        shown(
                List.of(new Column("c", false)),
                Collections.singletonList(new String[] {"😀".repeat(1001)}),
                false)
            .get("text/html");
    assertThat(text).contains("😀".repeat(1000) + "…<").doesNotContain("😀".repeat(1001));
  }
}

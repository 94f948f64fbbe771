package io.quern.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StringValueTest {
  @Test
  void resolvesSparksEscapes() {
    assertThat(StringValue.ofString("'\\0\\b\\n\\r\\t\\Z\\\\\\'\\\"\\x'"))
        .isEqualTo("\0\b\n\r\t\u001A\\'\"x");
    assertThat(StringValue.ofString("'\\u0041\\U0001F600\\101\\%\\_'"))
        .isEqualTo("A\uD83D\uDE00A\\%\\_");
    assertThat(StringValue.ofString("'\\u004'")).isEqualTo("u004");
    assertThat(StringValue.ofString("'\\UFFFFFFFF'")).isEqualTo("UFFFFFFFF");
    assertThat(StringValue.ofString("'\\19'")).isEqualTo("19");
  }

  @Test
  void resolvesDoubledQuotes() {
    assertThat(StringValue.ofString("'it''s \"\"'")).isEqualTo("it's \"\"");
    assertThat(StringValue.ofString("\"a\"\"b''\"")).isEqualTo("a\"b''");
    assertThat(StringValue.ofQuotedName("`a``b`")).isEqualTo("a`b");
    assertThat(StringValue.ofQuotedName("``")).isEmpty();
  }

  @Test
  void takesRawAndBlockStringsAsTheyAre() {
    assertThat(StringValue.ofString("R\"a\\n\"")).isEqualTo("a\\n");
    assertThat(StringValue.ofBlockString("'''a\\n''b'''")).isEqualTo("a\\n''b");
  }
}

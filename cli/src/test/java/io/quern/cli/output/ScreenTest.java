package io.quern.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScreenTest {
  @Test
  void coloursAreForTerminalsThatWantThem() {
    assertThat(Screen.takesColours(Map.of("TERM", "xterm-256color"))).isTrue();
    assertThat(Screen.takesColours(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
    assertThat(Screen.takesColours(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
    assertThat(Screen.takesColours(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Screen.takesColours(Map.of())).isFalse();
  }

  @Test
  void alarmsAreRedWhereThereAreColours() {
    assertThat(new Screen(80, true).alarming("ERROR")).isEqualTo("\u001b[31mERROR\u001b[0m");
    assertThat(new Screen(80, false).alarming("ERROR")).isEqualTo("ERROR");
    assertThat(Screen.none().isTerminal()).isFalse();
  }
}

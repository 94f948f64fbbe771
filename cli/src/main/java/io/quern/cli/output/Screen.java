package io.quern.cli.output;

import java.util.Map;

/**
 * The terminal that is written to.
 *
 * @param columns its width in cells; 0 where there is none
 * @param isColoured whether it takes colours
 */
public record Screen(int columns, boolean isColoured) {
  /** A pipe or a file. */
  public static Screen none() {
    return new Screen(0, false);
  }

  /** Whether a terminal of this environment wants colours (see no-color.org). */
  public static boolean takesColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  public boolean isTerminal() {
    return columns > 0;
  }

  /** As a failure: red where there are colours. */
  public String alarming(String text) {
    return isColoured && !text.isEmpty() ? "\u001b[31m" + text + "\u001b[0m" : text;
  }
}

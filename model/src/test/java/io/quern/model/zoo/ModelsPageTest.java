package io.quern.model.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.Option;
import io.quern.api.OptionText;
import io.quern.api.SourcePosition;
import io.quern.model.algorithm.DeepCtrOptions;
import io.quern.model.algorithm.TrainingOptions;
import io.quern.model.network.NetworkDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/models.md} says what the registry says, and its statements would be accepted. */
final class ModelsPageTest {
  private static final Pattern STATEMENT = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("(\\w+) = (?:\"([^\"]*)\"|([^\\s;]+))");

  private final String page = Files.readString(Path.of("../docs/models.md"));

  ModelsPageTest() throws IOException {}

  @Test
  void hasARowForEveryNetworkInTheirOrder() {
    List<String> found =
        page.lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\s*\\|\\s*"))
            .map(cells -> "%s %s %s".formatted(cells[1], cells[2], cells[4]))
            .toList();
    List<String> expected =
        Networks.all().stream()
            .map(n -> "`%s` %s %s".formatted(n.name(), n.description(), options(n)))
            .toList();
    assertThat(found).isEqualTo(expected);
  }

  private static String options(NetworkDefinition network) {
    String names =
        network.options().stream()
            .map(Option::name)
            .map("`%s`"::formatted)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "–" : names;
  }

  @Test
  void itsStatementsHaveOptionsThatTheirNetworksHave() {
    int statements = 0;
    for (Matcher statement = STATEMENT.matcher(page); statement.find(); statements++) {
      List<OptionText> texts = new ArrayList<>();
      for (Matcher option = OPTION.matcher(statement.group(1)); option.find(); ) {
        String value = option.group(2) == null ? option.group(3) : option.group(2);
        texts.add(
            new OptionText(option.group(1), value, SourcePosition.START, SourcePosition.START));
      }
      TrainingOptions options = TrainingOptions.from(DeepCtrOptions.SET.resolve(texts));
      assertThat(statement.group(1)).contains("\"%s\"".formatted(options.network().name()));
    }
    assertThat(statements).isEqualTo(9);
  }
}

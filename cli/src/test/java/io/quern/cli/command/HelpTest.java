package io.quern.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.Option;
import io.quern.parser.DialectParser;
import io.quern.parser.Ownership;
import io.quern.parser.StatementKind;
import io.quern.parser.StatementSplitter;
import io.quern.planner.catalog.Trainable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class HelpTest {
  @Test
  void listsEveryCommandAndEveryTopic() {
    String help = Help.ofCommands();
    assertThat(Commands.all())
        .allSatisfy(command -> assertThat(help).contains(command.usage(), command.description()));
    assertThat(help).contains("TRAIN", "SHOW MODELS", "Ctrl-C");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(160));
  }

  @Test
  void trainIsShownWithItsSyntaxItsOptionsAndAnExample() {
    String help = Help.of("train");
    assertThat(help)
        .startsWith("TRAIN learns a model")
        .contains("  as algorithm.`path`", "Example:");
    for (Option<?> option : Trainable.all().get(0).options().options()) {
      assertThat(help).contains("  " + option.name(), option.describeRange(), option.description());
    }
    assertThat(Help.of("show  models")).startsWith("SHOW MODELS lists");
  }

  @Test
  void everyExampleIsAStatementOfItsTopic() {
    for (StatementHelp help : StatementHelp.values()) {
      String example = StatementSplitter.split(help.example()).get(0).text();
      assertThat(DialectParser.parse(example)).isNotNull();
      assertThat(Ownership.of(example).name()).isEqualTo(help.name());
    }
  }

  @Test
  void everyStatementOfTheDialectHasHelp() {
    Set<StatementKind> helped =
        Arrays.stream(StatementHelp.values())
            .map(help -> StatementKind.valueOf(help.name()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(StatementKind.class)));
    // RUN is the ancestor's word for TRAIN.
    helped.add(StatementKind.RUN);
    helped.add(StatementKind.SPARK);
    assertThat(helped).containsExactlyInAnyOrder(StatementKind.values());
  }
}

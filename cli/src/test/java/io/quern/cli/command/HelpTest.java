package io.quern.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.Option;
import io.quern.planner.catalog.Trainable;
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
        .contains("  as ALGORITHM.`PATH`", "Example:");
    for (Option<?> option : Trainable.all().get(0).options().options()) {
      assertThat(help).contains("  " + option.name(), option.describeRange(), option.description());
    }
    assertThat(Help.of("show  models")).startsWith("SHOW MODELS lists");
  }

  @Test
  void aFirstWordThatSeveralStatementsHaveTellsThemAll() {
    assertThat(Help.of("show")).contains("SHOW MODELS lists", "SHOW TRAININGS lists");
    assertThatThrownBy(() -> Help.of("shw")).hasMessageContaining("There is no help on 'shw'");
  }
}

package io.quern.planner.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quern.api.QuernException;
import io.quern.api.SourcePosition;
import io.quern.parser.tree.PlacedText;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelPathsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"%s/m/ctr", "%s/m", "%s/x/../m/ctr", "file:%s/m/ctr"})
  void allowsPathsBelowARoot(String path) {
    assertThatCode(() -> paths("/m").writableRepository(placed(path.formatted(folder))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s/m/../etc", "%s/models", "%s", "/../%s/m/x", "relative"})
  void refusesPathsOutsideTheRoots(String path) {
    String text = path.formatted(folder);
    QuernException error =
        catchThrowableOfType(
            QuernException.class, () -> paths("/m").writableRepository(placed(text)));
    assertThat(error.headline())
        .isEqualTo(
            "ERROR AUTH at 1:17: Path '%s' is outside the allowed roots: %s/m"
                .formatted(text, folder));
    assertThat(error.hint()).contains("An operator sets them by spark.quern.model.roots");
  }

  @Test
  void allowsEveryPathWithoutRoots() {
    ModelPaths paths = new ModelPaths(new Configuration(), List.of());
    assertThatCode(() -> paths.writableRepository(placed("anywhere"))).doesNotThrowAnyException();
  }

  @Test
  void readsOutsideTheRoots() {
    assertThat(paths("/m").repository(placed(folder + "/other")).versions()).isEmpty();
  }

  @Test
  void tellsPathsThatAreNone() {
    assertThat(rejected(" ")).isEqualTo("ERROR STORAGE at 1:17: The path of the model is empty");
    assertThat(rejected("nofs://x/y"))
        .isEqualTo(
            "ERROR STORAGE at 1:17: Invalid path 'nofs://x/y': No FileSystem for scheme \"nofs\"");
  }

  private String rejected(String path) {
    return catchThrowableOfType(QuernException.class, () -> paths("/m").repository(placed(path)))
        .headline();
  }

  private ModelPaths paths(String root) {
    return new ModelPaths(new Configuration(), List.of(folder + root));
  }

  private static PlacedText placed(String path) {
    return new PlacedText(path, new SourcePosition(1, 17));
  }
}

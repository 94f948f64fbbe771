package io.quern.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the shell cells of every notebook, in order, as Jupyter's {@code %%bash} does. */
final class NotebooksTest {
  private static final String SHELL_CELL = "%%bash\n";

  @TempDir Path folder;

  static Stream<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void everyCellRuns(Path notebook) throws IOException, InterruptedException {
    List<String> cells = shellCells(notebook);
    assertThat(cells).isNotEmpty();
    for (String cell : cells) {
      Path output = folder.resolve("output");
      Process process =
          new ProcessBuilder("bash", "-c", cell)
              .directory(notebook.getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertThat(process.waitFor()).as(() -> cell + "\n" + read(output)).isZero();
    }
  }

  private static List<String> shellCells(Path notebook) throws IOException {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
      StringBuilder source = new StringBuilder();
      cell.get("source").forEach(line -> source.append(line.asText()));
      if (source.toString().startsWith(SHELL_CELL)) {
        cells.add(source.substring(SHELL_CELL.length()));
      }
    }
    return cells;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}

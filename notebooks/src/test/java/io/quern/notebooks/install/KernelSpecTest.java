package io.quern.notebooks.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelSpecTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void saysHowToStartAndThatInterruptsAreMessages(@TempDir Path folder) throws IOException {
    KernelSpec spec =
        new KernelSpec("quern", "Quern", List.of("/q/bin/quern", "-f", "{connection_file}"));
    assertThat(spec.install(folder)).isEqualTo(folder.resolve("quern"));
    assertThat(Files.readString(folder.resolve("quern/kernel.json")))
        .isEqualTo(
            """
            {
              "argv" : [ "/q/bin/quern", "-f", "{connection_file}" ],
              "display_name" : "Quern",
              "language" : "sql",
              "interrupt_mode" : "message"
            }
            """);
    assertThat(folder.resolve("quern/logo-svg.svg")).isNotEmptyFile();
    assertThat(spec.install(folder)).isEqualTo(folder.resolve("quern")); // once more is no failure
  }

  @Test
  void refusesNamesThatJupyterWould() {
    assertThatThrownBy(() -> new KernelSpec("../up", "Quern", List.of()))
        .hasMessage("Invalid kernel name '../up': small letters, digits and . _ - are allowed");
  }

  @Test
  void foldersAreJupytersOwn() {
    assertThat(new JupyterFolders(Map.of(), HOME, "Linux").ofUser())
        .isEqualTo(Path.of("/home/ada/.local/share/jupyter/kernels"));
    assertThat(new JupyterFolders(Map.of("XDG_DATA_HOME", "/x"), HOME, "Linux").ofUser())
        .isEqualTo(Path.of("/x/jupyter/kernels"));
    assertThat(new JupyterFolders(Map.of("JUPYTER_DATA_DIR", "/d"), HOME, "Linux").ofUser())
        .isEqualTo(Path.of("/d/kernels"));
    assertThat(new JupyterFolders(Map.of(), HOME, "Mac OS X").ofUser())
        .isEqualTo(Path.of("/home/ada/Library/Jupyter/kernels"));
    assertThat(JupyterFolders.of(Path.of("/venv")))
        .isEqualTo(Path.of("/venv/share/jupyter/kernels"));
    assertThat(JupyterFolders.ofEverybody()).isEqualTo(Path.of("/usr/local/share/jupyter/kernels"));
  }
}

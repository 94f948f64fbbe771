package io.quern.notebooks.install;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where Jupyter looks for kernels, as its own {@code jupyter --paths} tells.
 *
 * @param environment of the process
 * @param home the user's folder
 * @param system the operating system's name, as Java has it
 */
public record JupyterFolders(Map<String, String> environment, Path home, String system) {
  private static final String KERNELS = "kernels";
  private static final String SHARED = "share/jupyter";

  public JupyterFolders {
    environment = Map.copyOf(environment);
    requireNonNull(home, "home is null");
    requireNonNull(system, "system is null");
  }

  /** Of this process. */
  public static JupyterFolders here() {
    return new JupyterFolders(
        System.getenv(), Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
  }

  /** For this user alone. */
  public Path ofUser() {
    return set("JUPYTER_DATA_DIR").orElseGet(this::defaultOfUser).resolve(KERNELS);
  }

  private Path defaultOfUser() {
    return system.startsWith("Mac")
        ? home.resolve("Library/Jupyter")
        : set("XDG_DATA_HOME").orElse(home.resolve(".local/share")).resolve("jupyter");
  }

  private Optional<Path> set(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  /** For everybody on this machine. */
  public static Path ofEverybody() {
    return of(Path.of("/usr/local"));
  }

  /** Of an environment, such as one of Python's: what {@code sys.prefix} is there. */
  public static Path of(Path prefix) {
    return prefix.toAbsolutePath().resolve(SHARED).resolve(KERNELS);
  }
}

package io.quern.notebooks;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.session.SessionOptions;
import io.quern.notebooks.install.JupyterFolders;
import io.quern.notebooks.install.KernelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/quern kernel install}. */
@Command(
    name = "install",
    description = "Make Quern a kernel of Jupyter, for everybody unless told otherwise.",
    sortOptions = false)
final class InstallCommand implements Callable<Integer> {
  /** Set by the launcher: the script that starts this program. */
  private static final String LAUNCHER = "quern.launcher";

  @Spec private CommandSpec spec;
  @ArgGroup private Place place = new Place();
  @Mixin private SessionOptions session = new SessionOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "quern",
      description = "Folder of the kernel (default quern).")
  private String name = "quern";

  @Option(
      names = "--display-name",
      paramLabel = "NAME",
      defaultValue = "Quern",
      description = "As front ends list it (default Quern).")
  private String displayName = "Quern";

  /** One of the two, or neither. */
  private static final class Place {
    @Option(names = "--user", description = "For this user alone.")
    private boolean user;

    @Option(
        names = "--prefix",
        paramLabel = "PATH",
        description = "Into an environment of Python: PATH/share/jupyter.")
    private Path prefix;

    Path kernels() {
      if (user) {
        return JupyterFolders.here().ofUser();
      }
      return prefix == null ? JupyterFolders.ofEverybody() : JupyterFolders.of(prefix);
    }
  }

  @Override
  public Integer call() {
    Path folder = new KernelSpec(name, displayName, command()).install(place.kernels());
    spec.commandLine().getOut().println("Kernel '" + name + "' is installed in " + folder);
    return 0;
  }

  private List<String> command() {
    String launcher = System.getProperty(LAUNCHER, "");
    if (launcher.isEmpty()) {
      throw new QuernException(ErrorCode.CONFIG, "Only bin/quern can install a kernel");
    }
    List<String> command =
        new ArrayList<>(List.of(launcher, "kernel", "start", "-f", "{connection_file}"));
    command.addAll(session.arguments());
    return command;
  }
}

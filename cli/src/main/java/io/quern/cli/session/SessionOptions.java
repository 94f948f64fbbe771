package io.quern.cli.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The arguments about Spark that every way to run statements has. */
public final class SessionOptions {
  private static final String SET = "--set";
  private static final String MASTER = "--master";
  private static final String CONF = "--conf";

  @Option(
      names = SET,
      paramLabel = "NAME=VALUE",
      description = "Set a variable; statements use it as $${NAME}.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = MASTER,
      paramLabel = "URL",
      description = "Spark master (default local[*], all cores of this machine).")
  private String master;

  @Option(names = CONF, paramLabel = "K=V", description = "Set a Spark or Quern setting.")
  private Map<String, String> settings = new LinkedHashMap<>();

  public Map<String, String> variables() {
    return variables;
  }

  public Optional<String> master() {
    return Optional.ofNullable(master);
  }

  public Map<String, String> settings() {
    return settings;
  }

  /** As they have to be given to be these. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (master != null) {
      arguments.addAll(List.of(MASTER, master));
    }
    settings.forEach((name, value) -> arguments.addAll(List.of(CONF, name + "=" + value)));
    variables.forEach((name, value) -> arguments.addAll(List.of(SET, name + "=" + value)));
    return arguments;
  }
}

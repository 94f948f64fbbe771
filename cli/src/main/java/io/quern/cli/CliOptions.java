package io.quern.cli;

import io.quern.cli.output.ResultFormat;
import io.quern.cli.remote.RemoteUrl;
import io.quern.cli.run.ProgramOptions;
import io.quern.cli.session.SessionOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The arguments of {@code bin/quern}, each declared once for parsing and for {@code --help}. */
@Command(
    name = "bin/quern",
    description = "Query and learn: Spark SQL with TRAIN, PREDICT and REGISTER.",
    footer = {
      "",
      "Without -e or -f, statements are read from standard input; at a terminal there is a prompt.",
      "bin/quern kernel install makes Quern a kernel of Jupyter.",
      "Exit codes: 0 ok, 1 a statement failed, 2 usage, 3 cannot connect or start, 130 interrupted."
    },
    sortOptions = false,
    mixinStandardHelpOptions = false)
final class CliOptions {
  @Option(names = "-e", paramLabel = "SQL", description = "Run these statements.")
  private String statements;

  @Option(names = "-f", paramLabel = "FILE", description = "Run the statements of this file.")
  private Path file;

  @Option(
      names = "--format",
      description =
          "How results are written: ${COMPLETION-CANDIDATES} (default table, at the prompt auto).")
  private ResultFormat format;

  @Option(
      names = "--all-results",
      description = "With csv, tsv or json: print every result, not only the last one.")
  private boolean allResults;

  @Option(
      names = "--ignore-errors",
      description = "Go on behind statements that fail; the exit code is 1 all the same.")
  private boolean ignoreErrors;

  @Option(
      names = "--connect",
      paramLabel = "URL",
      description = "Run statements at a server, jdbc:hive2://host:port/;user=...;password=...")
  private String server;

  @Mixin private SessionOptions session = new SessionOptions();

  @Option(names = "--version", versionHelp = true, description = "Print the version and leave.")
  private boolean version;

  @Mixin private ProgramOptions program = new ProgramOptions();

  /**
   * What the declarations above cannot say.
   *
   * @throws CommandLine.ParameterException where options exclude each other
   */
  void check(CommandLine command) {
    if (statements != null && file != null) {
      throw new CommandLine.ParameterException(command, "Options -e and -f exclude each other");
    }
    boolean saysWhereSparkRuns = session.master().isPresent() || !session.settings().isEmpty();
    if (server != null && saysWhereSparkRuns) {
      throw new CommandLine.ParameterException(
          command, "With --connect the server's --master and --conf count");
    }
  }

  boolean asksForVersion() {
    return version;
  }

  Optional<String> statements() {
    return Optional.ofNullable(statements);
  }

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  Optional<ResultFormat> format() {
    return Optional.ofNullable(format);
  }

  boolean allResults() {
    return allResults || format().filter(ResultFormat::isForPrograms).isEmpty();
  }

  boolean ignoreErrors() {
    return ignoreErrors;
  }

  /**
   * Where statements run; empty for a session of this process.
   *
   * @throws io.quern.api.QuernException where the URL is none
   */
  Optional<RemoteUrl> server() {
    return Optional.ofNullable(server)
        .map(RemoteUrl::parse)
        .map(url -> url.withVariables(session.variables()));
  }

  SessionOptions session() {
    return session;
  }

  ProgramOptions program() {
    return program;
  }
}

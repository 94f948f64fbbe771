package io.quern.cli;

import io.quern.cli.engine.LocalEngine;
import io.quern.cli.output.OutputSettings;
import io.quern.cli.output.ResultFormat;
import io.quern.cli.output.RowLimit;
import io.quern.cli.output.Screen;
import io.quern.cli.run.ExitCode;
import io.quern.cli.run.Shell;
import io.quern.planner.QuernExtensions;
import io.quern.planner.script.ScriptText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Runs scripts as {@code bin/quern} does, in sessions of one local Spark that all tests share, and
 * writes down all that they print. Variables of every script: {@code dir}, an empty folder of its
 * own; {@code models}, where {@code setup/models.sql} has put models, and damaged copies; {@code
 * scripts}, a folder with scripts to include; {@code outside}, where no model may be written.
 */
final class ScriptLab {
  private static final ScriptLab SHARED = new ScriptLab();

  private final Path root;
  private final SparkSession spark;
  private int runs;

  /**
   * What a script did.
   *
   * @param transcript lines of standard output as they are, lines of the error stream with "! " in
   *     front, both in the order of printing; what differs from run to run is masked
   * @param left what is there now and was not before the script
   */
  record Outcome(ExitCode exit, String transcript, List<String> left) {}

  private ScriptLab() {
    try {
      root = Files.createTempDirectory("lab-").toRealPath();
      for (String folder : List.of("models", "outside", "runs", "scripts")) {
        Files.createDirectory(root.resolve(folder));
      }
      for (Path script : ScriptFiles.in("setup/include")) {
        Files.copy(script, root.resolve("scripts").resolve(script.getFileName()));
      }
      spark = start();
      Outcome models = run(ScriptFiles.read("setup/models.sql"), ResultFormat.TABLE);
      if (models.exit() != ExitCode.OK) {
        throw new IllegalStateException(models.transcript());
      }
      DamagedModels.of(root.resolve("models/ctr"), root.resolve("models"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScriptLab shared() {
    return SHARED;
  }

  private SparkSession start() {
    SparkSession.Builder builder = (SparkSession.Builder) SparkSession.builder();
    Map.of(
            "spark.ui.enabled", "false",
            "spark.driver.host", "127.0.0.1",
            "spark.sql.shuffle.partitions", "2",
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.extensions", QuernExtensions.class.getName(),
            "spark.sql.warehouse.dir", root.resolve("warehouse").toString(),
            "spark.quern.model.roots", root.resolve("runs") + "," + root.resolve("models"))
        .forEach(builder::config);
    return (SparkSession) builder.master("local[2]").appName("cli-tests").getOrCreate();
  }

  /** Runs {@code text} in a session of its own, with the views of {@code setup/tables.sql}. */
  synchronized Outcome run(String text, ResultFormat format) {
    Path folder = newFolder();
    Map<String, String> variables = variables(folder);
    SparkSession session = (SparkSession) spark.newSession();
    SparkSession.setActiveSession(session);
    variables.forEach(session.conf()::set);
    Transcript setup = new Transcript(variables);
    require(shell(session, ResultFormat.TABLE, setup), ScriptFiles.read("setup/tables.sql"), setup);
    Transcript transcript = new Transcript(variables);
    Census before = Census.take(spark, root);
    ExitCode exit =
        shell(session, format, transcript).run(new ScriptText("script", text), () -> false);
    return new Outcome(exit, transcript.text(), Census.take(spark, root).beyond(before));
  }

  private Path newFolder() {
    try {
      return Files.createDirectory(root.resolve("runs").resolve("run-" + ++runs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> variables(Path folder) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("dir", folder.toString());
    for (String name : List.of("models", "outside", "runs", "scripts")) {
      variables.put(name, root.resolve(name).toString());
    }
    return variables;
  }

  private static Shell shell(SparkSession session, ResultFormat format, Transcript transcript) {
    OutputSettings settings =
        new OutputSettings(format, !format.isForPrograms(), RowLimit.none(), false, Screen.none());
    return new Shell(new LocalEngine(session), settings, transcript.out(), transcript.err());
  }

  private static void require(Shell shell, String text, Transcript transcript) {
    if (shell.run(new ScriptText("setup", text), () -> false) != ExitCode.OK) {
      throw new IllegalStateException(transcript.text());
    }
  }
}

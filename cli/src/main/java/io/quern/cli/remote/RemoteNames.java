package io.quern.cli.remote;

import static java.util.Objects.requireNonNull;

import io.quern.api.TrainingProgress;
import io.quern.cli.complete.Names;
import io.quern.cli.engine.Told;
import io.quern.cli.output.Result;
import io.quern.cli.output.ResultRows;
import io.quern.parser.Statement;
import io.quern.parser.StatementSplitter;
import io.quern.planner.script.ScriptException;
import io.quern.planner.script.ScriptText;
import java.util.ArrayList;
import java.util.List;

/** The names of a session at a server, asked for by statements. Thread-safe. */
final class RemoteNames implements Names {
  private final RemoteClient client;

  RemoteNames(RemoteClient client) {
    this.client = requireNonNull(client, "client is null");
  }

  @Override
  public List<String> tables() {
    return rows("show tables").stream().map(row -> row[1]).sorted().toList();
  }

  @Override
  public List<Column> columns(String table) {
    return rows("describe table `%s`".formatted(table.replace("`", "``"))).stream()
        .takeWhile(row -> !row[0].isEmpty() && !row[0].startsWith("#")) // partitions follow
        .map(row -> new Column(row[0], row[1].toUpperCase(java.util.Locale.ROOT)))
        .toList();
  }

  @Override
  public List<String> functions() {
    return rows("show functions").stream()
        .map(row -> row[0])
        .filter(name -> name.matches("[a-z]\\w*"))
        .sorted()
        .toList();
  }

  private List<String[]> rows(String text) {
    Statement statement = StatementSplitter.split(text).get(0);
    RemotePlace place = new RemotePlace(new ScriptText("completion", text), statement);
    List<String[]> rows = new ArrayList<>();
    try {
      RemoteStatement.run(client, place, SILENT)
          .read(result -> result.texts(ResultRows.ALL).forEachRemaining(rows::add));
    } catch (ScriptException e) {
      return List.of(); // no such table, for example
    }
    return rows;
  }

  private static final Told SILENT =
      new Told() {
        @Override
        public void onResult(Result result) {}

        @Override
        public void onNote(String note) {}

        @Override
        public void onLine(String line) {}

        @Override
        public void onProgress(TrainingProgress progress) {}
      };
}

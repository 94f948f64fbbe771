package io.quern.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quern.api.SourcePosition;
import io.quern.parser.StatementSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The script, what each of its statements must give, and how it goes through a door. */
final class Conformance {
  private static final Pattern NUMBER = Pattern.compile("(?m)^-- (\\d+)$");
  private static final String FOLDER = "${folder}";

  private final Path folder;
  private final List<Statement> statements;
  private final List<Expected> outcomes;

  /**
   * A statement of the script.
   *
   * @param number counted from 1
   * @param text without its semicolon
   * @param position in the script
   * @param isEndless whether it is one to be cancelled
   */
  record Statement(int number, String text, SourcePosition position, boolean isEndless) {
    @Override
    public String toString() {
      return number + ": " + text.lines().findFirst().orElse("");
    }
  }

  private Conformance(Path folder) {
    this.folder = folder;
    outcomes = outcomes(resource("conformance.out").replace(FOLDER, folder.toString()));
    statements = statements(script(), outcomes);
  }

  /**
   * The script for one run.
   *
   * @param folder empty; gets the data, and the models of the run
   */
  static Conformance in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("people.csv"), resource("people.csv"));
    return new Conformance(folder);
  }

  /** As it is run: variable {@code folder} is the folder of the run. */
  private static String script() {
    return resource("conformance.sql");
  }

  private static List<Statement> statements(String script, List<Expected> outcomes) {
    List<Statement> statements = new ArrayList<>();
    for (var statement : StatementSplitter.split(script)) {
      int number = statements.size() + 1;
      boolean isEndless =
          number <= outcomes.size()
              && outcomes.get(number - 1) instanceof Expected.Fault fault
              && fault.failure().code().equals("CANCELLED");
      statements.add(new Statement(number, statement.text(), statement.position(), isEndless));
    }
    return statements;
  }

  private static List<Expected> outcomes(String text) {
    List<Expected> outcomes = new ArrayList<>();
    String[] blocks = NUMBER.split(text);
    for (String block : List.of(blocks).subList(1, blocks.length)) {
      outcomes.add(OutcomeText.parse(block.strip().lines().toList()));
    }
    return outcomes;
  }

  private static String resource(String name) {
    try (InputStream in = Conformance.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  /** Where the data is, and the models go. */
  Path folder() {
    return folder;
  }

  List<Statement> statements() {
    return statements;
  }

  List<Expected> outcomes() {
    return outcomes;
  }

  /** A test for each statement, in the order of the script; the door is closed behind the last. */
  Stream<DynamicTest> through(Door door) {
    return statements.stream()
        .map(statement -> DynamicTest.dynamicTest(statement.toString(), () -> run(statement, door)))
        .onClose(() -> close(door));
  }

  private void run(Statement statement, Door door) throws Exception {
    boolean isBehindTheEnd =
        statements.subList(0, statement.number() - 1).stream().anyMatch(Statement::isEndless);
    assumeTrue(door.livesOn() || !isBehindTheEnd, "Cancelling has ended the process, as it must");
    Outcome given = statement.isEndless() ? door.cancel(statement) : door.run(statement);
    new Comparison(door).check(outcomes.get(statement.number() - 1), given);
  }

  private static void close(Door door) {
    try {
      door.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

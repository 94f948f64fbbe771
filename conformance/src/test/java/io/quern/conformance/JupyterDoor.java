package io.quern.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quern.conformance.Conformance.Statement;
import io.quern.conformance.Outcome.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The kernel as Jupyter starts it; each statement is a cell, and what is read is the HTML of its
 * result. Of types that tells which are numbers, for these stand to the right; SQLSTATE it does not
 * tell.
 */
final class JupyterDoor implements Door {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS = 200;
  private static final String NUMBER = "number";
  private static final Set<String> NUMBERS =
      Set.of("tinyint", "smallint", "int", "bigint", "float", "double");
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[\\d*m");

  private final Process frontEnd;
  private final Writer cells;
  private final BufferedReader answers;

  /**
   * @param frontEnd started, with its standard input and output to talk to
   */
  JupyterDoor(Process frontEnd, Path folder) throws IOException {
    this.frontEnd = frontEnd;
    cells = frontEnd.outputWriter(UTF_8);
    answers = frontEnd.inputReader(UTF_8);
    answer("set folder = %s; set spark.quern.notebook.rows = %d".formatted(folder, ROWS), null);
  }

  private JsonNode answer(String code, String interrupt) throws IOException {
    cells.write(JSON.createObjectNode().put("code", code).put("interrupt", interrupt) + "\n");
    cells.flush();
    String line = answers.readLine();
    if (line == null) {
      throw new AssertionError("The front end has ended");
    }
    return JSON.readTree(line);
  }

  @Override
  public Outcome run(Statement statement) throws IOException {
    return outcome(answer(statement.text(), null));
  }

  /** By the interrupt of the front end. */
  @Override
  public Outcome cancel(Statement statement) throws IOException {
    return outcome(answer(statement.text(), "epoch 2"));
  }

  private static Outcome outcome(JsonNode answer) {
    JsonNode reply = answer.path("reply");
    if (reply.path("status").asText().equals("error")) {
      return failure(reply);
    }
    for (JsonNode shown : answer.path("shown")) {
      if (shown.path(0).asText().equals("execute_result")) {
        return rows(shown.path(1).path("data").path("text/html").asText());
      }
    }
    return new Outcome.Nothing();
  }

  /** What a person reads, which has to be what programs are told. */
  private static Failure failure(JsonNode reply) {
    List<String> lines = new ArrayList<>();
    reply
        .path("traceback")
        .forEach(line -> lines.add(COLOUR.matcher(line.asText()).replaceAll("")));
    Failure failure = ErrorText.failures(lines).get(0);
    String told = failure.place().map(p -> "at " + p + ": ").orElse("") + failure.message();
    if (!reply.path("ename").asText().equals(failure.code())
        || !reply.path("evalue").asText().equals(told)) {
      throw new AssertionError(reply.toString());
    }
    return failure;
  }

  private static Outcome rows(String html) {
    List<ResultColumn> columns =
        HtmlTable.cells(html, "th").stream()
            .map(cell -> new ResultColumn(cell.text(), cell.isToTheRight() ? NUMBER : ""))
            .toList();
    List<List<String>> rows =
        HtmlTable.rows(html).stream()
            .map(row -> HtmlTable.cells(row, "td").stream().map(HtmlTable.Cell::text).toList())
            .toList();
    return new Outcome.Rows(columns, rows, html.contains("<p>first "));
  }

  @Override
  public String type(String type) {
    return NUMBERS.contains(type) || type.startsWith("decimal(") ? NUMBER : "";
  }

  @Override
  public String cell(ResultColumn column, String value) {
    return SparkText.of(value, column);
  }

  @Override
  public Failure failure(Expected.Fault fault) {
    return fault.failure().withState("");
  }

  @Override
  public int mostRows() {
    return ROWS;
  }

  @Override
  public void close() throws Exception {
    cells.close(); // its end of input, with which it shuts the kernel down
    if (!frontEnd.waitFor(60, TimeUnit.SECONDS)) {
      frontEnd.destroyForcibly();
      throw new AssertionError("The front end has not ended");
    }
  }
}

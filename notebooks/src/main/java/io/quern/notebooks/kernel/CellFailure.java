package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.api.QuernException;
import io.quern.cli.output.Screen;
import io.quern.cli.run.ErrorPrinter;
import io.quern.notebooks.protocol.Json;
import io.quern.planner.script.ScriptText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a cell failed with.
 *
 * @param traceback as the prompt prints it: code and place, the line with a caret, the hint; with
 *     the colours of a terminal
 */
record CellFailure(QuernException error, List<String> traceback) {
  private static final Screen COLOURED = new Screen(0, true);

  CellFailure {
    requireNonNull(error, "error is null");
    traceback = List.copyOf(traceback);
  }

  /** A failure that has no place in the cell. */
  static CellFailure of(QuernException error) {
    return new CellFailure(error, lines(printer -> printer.print(error)));
  }

  /**
   * A failure in a text.
   *
   * @param script that the place is in
   * @param cell the text that was run: {@code script}, or one that includes it
   */
  static CellFailure of(QuernException error, ScriptText script, ScriptText cell) {
    return new CellFailure(error, lines(printer -> printer.print(error, script, cell)));
  }

  private static List<String> lines(Consumer<ErrorPrinter> print) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    print.accept(
        new ErrorPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8), COLOURED, false));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** As the protocol has it, in replies and for everybody. */
  ObjectNode content() {
    ArrayNode lines = Json.array();
    traceback.forEach(lines::add);
    String place = error.position().map(position -> "at " + position + ": ").orElse("");
    return Json.object()
        .put("ename", error.code().name())
        .put("evalue", place + error.getMessage())
        .set("traceback", lines);
  }
}

package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.cli.engine.LocalEngine;
import io.quern.cli.run.Interrupts;
import io.quern.notebooks.protocol.Json;
import java.util.Optional;
import org.apache.spark.sql.classic.SparkSession;

/** Runs cells, one at a time, and counts them. Confined to the shell's thread. */
final class Execution implements Handler {
  private final KernelSession session;
  private final Interrupts interrupts;
  private final History history;
  private final Runnable abortWaiting;
  private int count;

  /**
   * @param abortWaiting called when a cell has failed that others must not follow
   */
  Execution(KernelSession session, Interrupts interrupts, History history, Runnable abortWaiting) {
    this.session = requireNonNull(session, "session is null");
    this.interrupts = requireNonNull(interrupts, "interrupts is null");
    this.history = requireNonNull(history, "history is null");
    this.abortWaiting = requireNonNull(abortWaiting, "abortWaiting is null");
  }

  @Override
  public void handle(Request request) {
    JsonNode asked = request.content();
    String code = asked.path("code").asText();
    boolean silent = asked.path("silent").asBoolean(false);
    if (!silent && asked.path("store_history").asBoolean(true)) {
      count++;
      history.add(count, code);
    }
    CellOutput output = new CellOutput(request, count, silent);
    output.input(code);
    ObjectNode reply = run(code, output, asked.path("user_expressions"));
    if (reply.path("status").asText().equals("error")
        && asked.path("stop_on_error").asBoolean(true)) {
      abortWaiting.run();
    }
    request.reply(reply.put("execution_count", count));
  }

  private ObjectNode run(String code, CellOutput output, JsonNode expressions) {
    interrupts.begin();
    try {
      LocalEngine engine = session.await();
      interrupts.enter(engine);
      SparkSession spark = engine.session();
      Optional<CellFailure> failure = new Cell(spark, code, output).run(interrupts::happened);
      if (failure.isPresent()) {
        return failed(failure.get(), output);
      }
      ObjectNode reply = Replies.ok();
      reply.set("payload", Json.array());
      reply.set("user_expressions", new UserExpressions(spark).values(expressions));
      return reply;
    } catch (InterruptedException e) {
      return failed(
          CellFailure.of(new QuernException(ErrorCode.CANCELLED, "The statement was cancelled")),
          output);
    } catch (QuernException e) { // Spark could not start
      return failed(CellFailure.of(e), output);
    } finally {
      interrupts.end();
      session.forgetNames();
    }
  }

  private static ObjectNode failed(CellFailure failure, CellOutput output) {
    output.failure(failure);
    return Replies.error(failure);
  }
}

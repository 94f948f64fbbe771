package io.quern.notebooks.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quern.cli.engine.LocalEngine;
import io.quern.cli.session.SessionOptions;
import io.quern.cli.session.Sessions;
import io.quern.notebooks.protocol.ConnectionFile;
import io.quern.notebooks.protocol.Json;
import io.quern.notebooks.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a front end sees on its sockets: the places where kernels go wrong. */
@Timeout(120)
final class KernelTest {
  private static final String CLICKS =
      "create or replace temporary view clicks as"
          + " select pmod(xxhash64(id), 2) = 0 as click, id % 7 as user from range(20000);\n";

  @TempDir private static Path folder;
  private static ConnectionFile connection;
  private static Kernel kernel;

  private WireClient client;

  @BeforeAll
  static void start() throws IOException {
    connection = WireClient.connection();
    SessionOptions options =
        CommandLine.populateCommand(
            new SessionOptions(),
            "--master",
            "local[2]",
            "--conf",
            "spark.sql.warehouse.dir=" + folder,
            "--set",
            "models=" + folder);
    kernel = Kernel.start(connection, () -> new LocalEngine(Sessions.start(options, Map.of())));
  }

  @AfterAll
  static void end() throws InterruptedException {
    kernel.close();
  }

  @BeforeEach
  void connect() {
    client = new WireClient(connection);
    assertThat(client.published().type()).isEqualTo("iopub_welcome");
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private JsonNode run(String code) {
    String id = client.execute(code);
    JsonNode reply = client.reply().content();
    client.publishedOf(id);
    return reply;
  }

  private static List<String> types(List<Message> messages) {
    return messages.stream().map(Message::type).toList();
  }

  @Test
  void everySubscriberIsWelcomed() {
    try (WireClient second = new WireClient(connection)) {
      Message welcome = second.published();
      assertThat(welcome.type()).isEqualTo("iopub_welcome");
      assertThat(welcome.content()).isEqualTo(Json.object().put("subscription", ""));
      assertThat(welcome.parent()).isEmpty();
    }
  }

  @Test
  void heartbeatsComeBack() {
    assertThat(client.beat("ping")).isEqualTo("ping");
  }

  @Test
  void everyRequestMakesTheKernelBusyAndIdle() {
    String id = client.ask("kernel_info_request", Json.object());
    Message reply = client.reply();
    assertThat(reply.type()).isEqualTo("kernel_info_reply");
    assertThat(reply.parent().path("msg_id").asText()).isEqualTo(id);
    assertThat(reply.content().path("protocol_version").asText()).isEqualTo("5.5");
    assertThat(client.publishedOf(id))
        .extracting(message -> message.content().path("execution_state").asText())
        .containsExactly("busy", "idle");
  }

  @Test
  void badSignaturesAndFramesThatAreNoMessageAreDropped() {
    client.forge("execute_request", Json.object().put("code", "create view forged as select 1"));
    client.disturb();
    String id = client.ask("kernel_info_request", Json.object());
    assertThat(client.reply().parent().path("msg_id").asText()).isEqualTo(id);
    assertThat(types(client.publishedOf(id))).containsExactly("status", "status");
    assertThat(run("select * from forged").path("ename").asText()).isEqualTo("NAME");
  }

  @Test
  void everyStatementOfACellShowsItsResult() {
    String id = client.execute("select 1 as a; select '<b>&' as b, null as c;");
    JsonNode reply = client.reply().content();
    assertThat(reply.path("status").asText()).isEqualTo("ok");
    List<Message> published = client.publishedOf(id);
    assertThat(types(published))
        .containsExactly("status", "execute_input", "display_data", "execute_result", "status");
    assertThat(published.get(2).content().path("data").path("text/plain").asText())
        .isEqualTo("a\n-\n1\n(1 row)");
    JsonNode result = published.get(3).content();
    assertThat(result.path("execution_count")).isEqualTo(reply.path("execution_count"));
    assertThat(result.path("data").path("text/html").asText())
        .contains(">&lt;b&gt;&amp;<")
        .contains("<em>NULL</em>");
  }

  @Test
  void longResultsAreCappedAndSayHowMuchIsMissing() {
    String id = client.execute("select id from range(100)");
    client.reply();
    JsonNode data = client.awaitPublished(id, "execute_result").path("data");
    assertThat(data.path("text/plain").asText()).endsWith("19\n(first 20 rows; 80 more)");
    assertThat(data.path("text/html").asText()).endsWith("<p>first 20 rows; 80 more</p>");
  }

  @Test
  void cellsShareOneSession() {
    run("set day = 3;\nselect ${day} + id as x from range(2) where true as days");
    String id = client.execute("select sum(x) as s from days");
    client.reply();
    assertThat(client.awaitPublished(id, "execute_result").path("data").path("text/plain").asText())
        .isEqualTo("s\n-\n7\n(1 row)");
  }

  @Test
  void errorsTellCodePlaceAndHint() {
    String id = client.execute("select 1;\n  train clicks as DeepCRT.`x` where label = 'click';");
    JsonNode reply = client.reply().content();
    assertThat(reply.path("status").asText()).isEqualTo("error");
    assertThat(reply.path("ename").asText()).isEqualTo("NAME");
    assertThat(reply.path("evalue").asText()).isEqualTo("at 2:19: Unknown algorithm 'DeepCRT'");
    List<String> traceback = new ArrayList<>();
    reply.path("traceback").forEach(line -> traceback.add(line.asText()));
    assertThat(traceback)
        .containsExactly(
            "\u001b[31mERROR NAME at 2:19: Unknown algorithm 'DeepCRT'\u001b[0m",
            "    train clicks as DeepCRT.`x` where label = 'click';",
            " ".repeat(20) + "\u001b[31m^\u001b[0m",
            "hint: Did you mean 'DeepCTR'? See SHOW ALGORITHMS");
    assertThat(client.awaitPublished(id, "error").path("traceback"))
        .isEqualTo(reply.path("traceback"));
  }

  @Test
  void aFailureAbortsTheCellsThatWait() {
    client.execute("select count(*) from range(20000000) where sqrt(id) < 0"); // time to queue
    client.execute("select nowhere");
    String waiting = client.execute("select 1");
    String info = client.ask("kernel_info_request", Json.object());
    assertThat(client.reply().content().path("status").asText()).isEqualTo("ok");
    assertThat(client.reply().content().path("status").asText()).isEqualTo("error");
    Message aborted = client.reply();
    assertThat(aborted.parent().path("msg_id").asText()).isEqualTo(waiting);
    assertThat(aborted.content()).isEqualTo(Json.object().put("status", "aborted"));
    assertThat(types(client.publishedOf(waiting))).containsExactly("status", "status");
    assertThat(client.reply().parent().path("msg_id").asText()).isEqualTo(info);
    assertThat(run("select 1").path("status").asText()).isEqualTo("ok");
  }

  @Test
  void withoutStopOnErrorNothingIsAborted() {
    client.execute("select count(*) from range(20000000) where sqrt(id) < 0");
    client.ask(
        "execute_request", Json.object().put("code", "select nowhere").put("stop_on_error", false));
    client.execute("select 1");
    assertThat(client.reply().content().path("status").asText()).isEqualTo("ok");
    assertThat(client.reply().content().path("status").asText()).isEqualTo("error");
    assertThat(client.reply().content().path("status").asText()).isEqualTo("ok");
  }

  @Test
  void silentCellsAreNeitherSeenNorCounted() {
    int count = run("select 1").path("execution_count").asInt();
    String id =
        client.ask(
            "execute_request", Json.object().put("code", "select 2; nonsense").put("silent", true));
    assertThat(client.reply().content().path("status").asText()).isEqualTo("error");
    assertThat(types(client.publishedOf(id))).containsExactly("status", "status");
    assertThat(run("select 1").path("execution_count").asInt()).isEqualTo(count + 1);
  }

  @Test
  void cellsOutsideTheHistoryKeepTheirOutputButNotANumber() {
    int count = run("select 1").path("execution_count").asInt();
    String id =
        client.ask(
            "execute_request",
            Json.object().put("code", "select 'unnumbered'").put("store_history", false));
    assertThat(client.reply().content().path("execution_count").asInt()).isEqualTo(count);
    assertThat(types(client.publishedOf(id))).contains("execute_result");
    client.ask(
        "history_request",
        Json.object().put("hist_access_type", "search").put("pattern", "*unnumbered*"));
    assertThat(client.reply().content().path("history")).isEmpty();
  }

  @Test
  void userExpressionsAreThoseOfSql() {
    ObjectNode expressions = Json.object().put("three", "1 + 2").put("wrong", "nothing");
    client.ask(
        "execute_request", Json.object().put("code", "").set("user_expressions", expressions));
    JsonNode values = client.reply().content().path("user_expressions");
    assertThat(values.path("three").path("data").path("text/plain").asText()).contains(" 3\n");
    assertThat(values.path("wrong").path("status").asText()).isEqualTo("error");
    assertThat(values.path("wrong").path("ename").asText()).isEqualTo("NAME");
  }

  @Test
  void placesAreCountedInCharactersNotInUnits() {
    String code = "select '😀😀' as s; show opt";
    client.ask("complete_request", Json.object().put("code", code).put("cursor_pos", 26));
    JsonNode reply = client.reply().content();
    assertThat(code.codePointCount(0, code.length())).isEqualTo(26);
    assertThat(reply.path("cursor_start").asInt()).isEqualTo(23);
    assertThat(reply.path("cursor_end").asInt()).isEqualTo(26);
    assertThat(reply.path("matches")).isEqualTo(Json.array().add("options"));
  }

  @Test
  void inspectionKnowsOptionsStatementsTablesAndFunctions() {
    run(CLICKS);
    assertThat(inspected("train clicks as DeepCTR.`x` where epochs", 38)).startsWith("epochs  ");
    assertThat(inspected("select 1; train clicks", 12)).startsWith("TRAIN learns a model");
    assertThat(inspected("show models in 'x'", 7)).startsWith("SHOW MODELS lists");
    assertThat(inspected("select * from clicks", 20)).contains("click BOOLEAN", "user BIGINT");
    assertThat(inspected("select '😀', xxhash64(1)", 14)).contains("Function xxhash64", "64-bit");
    client.ask("inspect_request", Json.object().put("code", "nonsense").put("cursor_pos", 3));
    assertThat(client.reply().content().path("found").asBoolean(true)).isFalse();
  }

  private String inspected(String code, int cursor) {
    client.ask("inspect_request", Json.object().put("code", code).put("cursor_pos", cursor));
    JsonNode reply = client.reply().content();
    assertThat(reply.path("found").asBoolean()).as(code).isTrue();
    return reply.path("data").path("text/plain").asText();
  }

  @Test
  void textsAreCompleteAtTheSemicolon() {
    assertThat(completeness("select 1;")).isEqualTo("complete");
    assertThat(completeness("select 1")).isEqualTo("incomplete");
    assertThat(completeness("select 'a;")).isEqualTo("incomplete");
    assertThat(completeness("train clicks;")).isEqualTo("invalid");
    assertThat(completeness("")).isEqualTo("complete");
  }

  private String completeness(String code) {
    client.ask("is_complete_request", Json.object().put("code", code));
    return client.reply().content().path("status").asText();
  }

  @Test
  void commsAreClosedAsSoonAsTheyAreOpened() {
    String id = client.ask("comm_open", Json.object().put("comm_id", "c1").put("target_name", "t"));
    assertThat(client.awaitPublished(id, "comm_close").path("comm_id").asText()).isEqualTo("c1");
    client.ask("comm_info_request", Json.object());
    assertThat(client.reply().content().path("comms")).isEmpty();
  }

  @Test
  void theControlChannelAnswersWhileACellRunsAndCancelsIt() {
    String id =
        client.execute(
            CLICKS
                + "train clicks as DeepCTR.`${models}/endless`"
                + " where label = 'click' and model = 'LR' and epochs = 100000;");
    JsonNode shown = client.awaitPublished(id, "display_data");
    JsonNode update;
    do {
      update = client.awaitPublished(id, "update_display_data");
    } while (!update.path("data").path("image/svg+xml").asText().contains("<polyline"));

    client.command("kernel_info_request", Json.object());
    assertThat(client.controlReply().type()).isEqualTo("kernel_info_reply");

    long asked = System.nanoTime();
    String interrupt = client.command("interrupt_request", Json.object());
    Message reply = client.controlReply();
    assertThat(reply.type()).isEqualTo("interrupt_reply");
    assertThat(reply.parent().path("msg_id").asText()).isEqualTo(interrupt);
    JsonNode cell = client.reply().content();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
    assertThat(cell.path("ename").asText()).isEqualTo("CANCELLED");

    List<Message> rest = client.publishedOf(id);
    JsonNode last =
        rest.stream()
            .filter(message -> message.type().equals("update_display_data"))
            .reduce((first, second) -> second)
            .orElseThrow()
            .content();
    assertThat(last.path("transient")).isEqualTo(shown.path("transient"));
    assertThat(last.path("data").path("text/plain").asText()).startsWith("Cancelled: epoch ");
    assertThat(last.path("data").path("image/svg+xml").asText()).contains("<polyline");
    assertThat(run("select 1").path("status").asText()).isEqualTo("ok");
  }

  @Test
  void anInterruptWithNothingToCancelDoesNothing() {
    client.command("interrupt_request", Json.object());
    assertThat(client.controlReply().content().path("status").asText()).isEqualTo("ok");
    assertThat(run("select 1").path("status").asText()).isEqualTo("ok");
  }

  @Test
  void aTrainingIsOneDisplayBesideItsResult() {
    String id =
        client.execute(
            CLICKS
                + "train clicks as DeepCTR.`${models}/short`"
                + " where label = 'click' and model = 'LR' and epochs = 3;");
    assertThat(client.reply().content().path("status").asText()).isEqualTo("ok");
    List<Message> published = client.publishedOf(id);
    assertThat(types(published))
        .containsOnlyOnce("display_data", "execute_result", "execute_input");
    Message last =
        published.stream()
            .filter(message -> message.type().equals("update_display_data"))
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(last.content().path("data").path("text/plain").asText())
        .startsWith("Trained: epoch 3/3  20,000 rows");
  }
}

package io.quern.notebooks.kernel;

import io.quern.cli.engine.EngineStart;
import io.quern.cli.engine.LocalEngine;
import io.quern.cli.run.Interrupts;
import io.quern.notebooks.protocol.Channel;
import io.quern.notebooks.protocol.ConnectionFile;
import io.quern.notebooks.protocol.Message;
import io.quern.notebooks.protocol.MessageFactory;
import io.quern.notebooks.protocol.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * A Jupyter kernel: one Spark session, which all cells share. Requests on the shell's channel are
 * served one after the other; those on the control channel meanwhile, on a thread of their own.
 * Spark starts while the front end finds out whom it talks to. Thread-safe.
 */
public final class Kernel implements AutoCloseable {
  /** A cancelled training is given this long to say so. */
  private static final long END_MILLIS = 2500;

  private final MessageFactory messages = new MessageFactory();
  private final CountDownLatch shutdown = new CountDownLatch(1);
  private final EngineStart<LocalEngine> start;
  private final Interrupts interrupts;
  private final RequestLoop shell;
  private final RequestLoop control;
  private final Wire wire;

  private Kernel(ConnectionFile connection, Callable<LocalEngine> engine) {
    wire = new Wire(connection, messages);
    start = EngineStart.begin(engine, () -> {});
    interrupts = new Interrupts(() -> {}, () -> {}, () -> {});
    control = new RequestLoop("quern-control", controlHandlers());
    shell = new RequestLoop("quern-shell", shellHandlers());
  }

  /**
   * Begins to serve.
   *
   * @param engine starts Spark, on a thread of its own; what that fails with, every cell does
   * @throws io.quern.api.QuernException CONFIG, where the front end's addresses cannot be bound
   */
  public static Kernel start(ConnectionFile connection, Callable<LocalEngine> engine) {
    Kernel kernel = new Kernel(connection, engine);
    kernel.control.start();
    kernel.shell.start();
    kernel.wire.start(kernel::receive);
    return kernel;
  }

  private void receive(Channel channel, Message message) {
    Request request = new Request(channel, message, messages, wire);
    (channel == Channel.CONTROL ? control : shell).add(request);
  }

  private Map<String, Handler> controlHandlers() {
    return Map.of(
        "kernel_info_request", new KernelInfo(),
        "interrupt_request", this::interrupt,
        "shutdown_request", this::shutDown);
  }

  private Map<String, Handler> shellHandlers() {
    KernelSession session = new KernelSession(start);
    History history = new History();
    Map<String, Handler> handlers = new HashMap<>(Comms.handlers());
    handlers.put("kernel_info_request", new KernelInfo());
    handlers.put("execute_request", new Execution(session, interrupts, history, this::abort));
    handlers.put("is_complete_request", new Completeness());
    handlers.put("complete_request", new Completions(session));
    handlers.put("inspect_request", new Inspection(session));
    handlers.put("history_request", history);
    handlers.put("shutdown_request", this::shutDown); // where older front ends send it
    return handlers;
  }

  private void abort() {
    shell.abortWaiting();
  }

  private void interrupt(Request request) {
    interrupts.onInterrupt();
    request.reply(Replies.ok());
  }

  private void shutDown(Request request) {
    boolean restart = request.content().path("restart").asBoolean(false);
    request.reply(Replies.ok().put("restart", restart));
    request.publish("shutdown_reply", Replies.ok().put("restart", restart));
    shutdown.countDown();
  }

  /** Cancels the cell that runs, if any. */
  public void interrupt() {
    interrupts.onInterrupt();
  }

  /** Returns when somebody has asked the kernel to end. */
  public void awaitShutdown() throws InterruptedException {
    shutdown.await();
  }

  /** Ends it as if a front end had asked. */
  public void shutDown() {
    shutdown.countDown();
  }

  /** Cancels what runs, stops Spark and gives the addresses back. */
  @Override
  public void close() throws InterruptedException {
    shell.abortWaiting();
    interrupts.onInterrupt();
    shell.end(END_MILLIS);
    control.end(END_MILLIS);
    wire.close();
    start.ready().ifPresent(LocalEngine::close);
  }
}

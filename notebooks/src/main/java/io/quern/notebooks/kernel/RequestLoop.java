package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the requests of one channel in their order, on a thread of its own. Around each the kernel
 * is told to be busy. Thread-safe.
 */
final class RequestLoop {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLoop.class);
  private static final String EXECUTE = "execute_request";
  private static final Optional<Request> END = Optional.empty();

  private final Map<String, Handler> handlers;
  private final BlockingQueue<Optional<Request>> waiting = new LinkedBlockingQueue<>();
  private final Set<Request> aborted = ConcurrentHashMap.newKeySet();
  private final Thread thread;

  /**
   * @param handlers by type of request
   */
  RequestLoop(String name, Map<String, Handler> handlers) {
    this.handlers = Map.copyOf(requireNonNull(handlers, "handlers is null"));
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Puts a request behind those that wait. */
  void add(Request request) {
    waiting.add(Optional.of(request));
  }

  /** Of the requests that wait by now, those that would run something will not. */
  void abortWaiting() {
    waiting.stream()
        .flatMap(Optional::stream)
        .filter(request -> request.type().equals(EXECUTE))
        .forEach(aborted::add);
  }

  /** Serves what waits by now, then ends; returns when it has, at the latest after that time. */
  void end(long millis) throws InterruptedException {
    waiting.add(END);
    thread.join(millis);
  }

  private void run() {
    try {
      Optional<Request> next = waiting.take();
      while (next.isPresent()) {
        serve(next.get());
        next = waiting.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Request request) {
    request.publishState("busy");
    try {
      if (aborted.remove(request)) {
        request.reply(Replies.aborted());
      } else {
        handle(request);
      }
    } finally {
      request.publishState("idle");
    }
  }

  private void handle(Request request) {
    Handler handler = handlers.get(request.type());
    if (handler == null) {
      LOG.warn("A message of type '{}' is ignored", request.type());
      return;
    }
    try {
      handler.handle(request);
    } catch (RuntimeException e) { // a defect in one request must not end all others
      LOG.error("A message of type '{}' has failed", request.type(), e);
      request.reply(
          Replies.error(CellFailure.of(new QuernException(ErrorCode.INTERNAL, e.toString(), e))));
    }
  }
}

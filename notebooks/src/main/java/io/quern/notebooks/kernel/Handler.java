package io.quern.notebooks.kernel;

/** What requests of one type do. Called on the thread of the channel that they come by. */
@FunctionalInterface
interface Handler {
  void handle(Request request);
}

package io.quern.ps;

/** A client's way to one server. A call is begun on all servers before it is finished on any. */
interface ServerLink extends AutoCloseable {
  /** Whether the server is behind the network. */
  boolean isRemote();

  /** Sends the request without waiting. */
  void begin(Call call);

  /** Waits for the result of the call begun last. */
  void finish(Call call);

  /** Gives up a call that may be under way; the next one starts afresh. */
  void abort();

  @Override
  void close();
}

package io.quern.runtime.cluster;

/** The driver's side of a {@link DriverChannel}: a state machine that needs no locks. */
@FunctionalInterface
public interface ChannelHandler {
  /**
   * Takes one request of a role. Called on one thread per channel, in order of arrival; may answer
   * the request now, or keep it and answer later from any thread. What it throws is the answer.
   */
  void onRequest(ChannelRequest request);
}

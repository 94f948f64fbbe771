package io.quern.ps;

/** One call of a client, as each server it concerns gets it: over the network or directly. */
interface Call {
  /** Kind of the request, see {@link Wire}. */
  byte kind();

  /** Whether the server has a part in it at all. */
  default boolean concerns(ServerShare share) {
    return true;
  }

  /** Writes the server's part of the request. */
  void encode(ServerShare share, FrameWriter to);

  /** Takes the server's part of the result. */
  default void decode(ServerShare share, FrameReader from) throws ProtocolException {}

  /** Does the server's part directly. */
  void runOn(ParameterServer server, int worker, Workspace workspace);
}

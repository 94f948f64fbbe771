package io.quern.cli.server.auth;

import java.util.Optional;
import javax.security.sasl.SaslServer;

/** How clients prove who they are. Thread-safe. */
public interface Authentication {
  /**
   * The server's side of a SASL mechanism for one connection; empty where it is not this one.
   *
   * @param name as the client asks for it
   */
  Optional<SaslServer> mechanism(String name);

  /** Whether a client may leave it out, and need not be believed what it says. */
  boolean isOptional();

  /** What a client has to do, as it reads after "This server expects". */
  String expectation();
}

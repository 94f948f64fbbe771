package io.quern.cli.server;

import static java.util.Objects.requireNonNull;

import io.quern.cli.server.auth.Authentication;
import java.net.InetSocketAddress;
import java.util.Map;
import javax.net.ServerSocketFactory;

/**
 * How a server is reached.
 *
 * @param address port 0 for any that is free
 * @param sockets with TLS or without
 * @param variables that every session begins with
 * @param version of Quern, for clients that ask
 */
public record ServerSettings(
    InetSocketAddress address,
    ServerSocketFactory sockets,
    Authentication authentication,
    int maxSessions,
    Map<String, String> variables,
    String version) {
  public ServerSettings {
    requireNonNull(address, "address is null");
    requireNonNull(sockets, "sockets is null");
    requireNonNull(authentication, "authentication is null");
    requireNonNull(version, "version is null");
    variables = Map.copyOf(variables);
  }
}

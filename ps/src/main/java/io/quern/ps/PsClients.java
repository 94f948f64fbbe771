package io.quern.ps;

import io.quern.ps.Handshake.Identity;
import java.util.ArrayList;
import java.util.List;

/** Makes clients. */
public final class PsClients {
  private PsClients() {}

  /**
   * A client of servers in the same process.
   *
   * @param servers all of a training, by ascending index
   * @param worker index, for the servers' counters
   */
  public static PsClient inProcess(List<ParameterServer> servers, int worker) {
    ParameterServerConfig first = servers.get(0).config();
    if (servers.size() != first.servers()) {
      throw new IllegalArgumentException(servers.size() + " servers given of " + first.servers());
    }
    var workspace = new Workspace(first.tables());
    List<ServerLink> links = new ArrayList<>();
    for (ParameterServer server : servers) {
      links.add(new LocalLink(server, share(links, servers, first.dense()), worker, workspace));
    }
    return new ShardedPsClient(
        first.tables(), first.dense().size(), workspace, links, new SocketPump());
  }

  /**
   * A client of servers behind the network. Servers of the same class loader are called directly
   * once they have proven that they know the secret.
   *
   * @param addresses of all servers of a training, by ascending index
   * @throws io.quern.api.QuernException {@code CLUSTER} when one cannot be reached, does not know
   *     the secret, or belongs to another training or generation; {@code CANCELLED} when the
   *     calling thread is interrupted
   */
  public static PsClient connect(
      List<PsAddress> addresses, PsClientConfig config, PsSecret secret) {
    return connect(addresses, config, secret, true);
  }

  /** As above; the network even for servers of the same class loader, where not {@code direct}. */
  static PsClient connect(
      List<PsAddress> addresses, PsClientConfig config, PsSecret secret, boolean direct) {
    var workspace = new Workspace(config.tables());
    var pump = new SocketPump();
    List<ServerLink> links = new ArrayList<>();
    try {
      for (PsAddress address : addresses) {
        ServerShare share = share(links, addresses, config.dense());
        var remote = new RemoteLink(address, share, addresses.size(), config, secret, pump);
        links.add(remote);
        Identity identity = remote.connect();
        if (direct) {
          EndpointRegistry.find(identity.endpoint())
              .ifPresent(
                  server -> {
                    remote.close();
                    var local = new LocalLink(server, share, config.worker(), workspace);
                    links.set(links.size() - 1, local);
                  });
        }
      }
    } catch (RuntimeException | Error e) {
      links.forEach(ServerLink::close);
      pump.close();
      throw e;
    }
    return new ShardedPsClient(config.tables(), config.dense().size(), workspace, links, pump);
  }

  private static ServerShare share(List<ServerLink> before, List<?> servers, DenseConfig dense) {
    return ServerShare.of(before.size(), servers.size(), dense);
  }
}

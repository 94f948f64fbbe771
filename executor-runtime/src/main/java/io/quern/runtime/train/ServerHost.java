package io.quern.runtime.train;

import static java.util.Objects.requireNonNull;

import io.quern.ps.ParameterServer;
import io.quern.ps.PsEndpoint;
import io.quern.runtime.cluster.RoleContext;
import io.quern.runtime.cluster.RunningServer;
import io.quern.runtime.cluster.ServerProgram;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Brings up one parameter server of a training, with its initial weights; travels to its executor.
 *
 * @param initial what it begins with
 * @param hadoop how the server reaches the model's folder
 */
record ServerHost(
    ServerAccess access,
    ServerMemory memory,
    InitialState initial,
    SerializableConfiguration hadoop)
    implements ServerProgram {
  ServerHost {
    requireNonNull(access, "access is null");
    requireNonNull(memory, "memory is null");
    requireNonNull(initial, "initial is null");
    requireNonNull(hadoop, "hadoop is null");
  }

  @Override
  public RunningServer bind(RoleContext context) {
    ParameterServer server = new ParameterServer(access.config(context.index(), memory.limit()));
    boolean bound = false;
    try {
      initial.bring(server, hadoop.value());
      PsEndpoint endpoint = PsEndpoint.bind(server, context.host(), 0, access.secret());
      bound = true;
      return new HostedServer(server, endpoint, hadoop.value());
    } finally {
      if (!bound) {
        server.close();
      }
    }
  }
}

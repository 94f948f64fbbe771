package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.Optional;

/** A parameter server's life: bind, register, obey the driver until it says stop. */
final class ServerRole implements RoleProgram<Void> {
  private final ServerProgram program;

  ServerRole(ServerProgram program) {
    this.program = program;
  }

  @Override
  public Void run(RoleContext context) throws Exception {
    refuseToReplaceALostServer(context);
    try (RunningServer server = program.bind(context)) {
      context.register(server.host(), server.port(), server.endpointId());
      obey(server, context);
      return null;
    }
  }

  /** Its rows are gone with it; until snapshots are restored, the run cannot go on. */
  private static void refuseToReplaceALostServer(RoleContext context) throws InterruptedException {
    if (context.isFormed()) {
      RoleAddress lost = context.awaitCluster().parameterServers().get(context.index());
      throw new QuernException(
          ErrorCode.CLUSTER,
          "Parameter server %d at %s:%d was lost"
              .formatted(lost.index(), lost.host(), lost.port()));
    }
  }

  private static void obey(RunningServer server, RoleContext context) throws InterruptedException {
    ControlMessage message = ControlMessage.ready(context.index());
    while (true) {
      Optional<byte[]> command = ServerControl.commandOf(context.askControl(message.toBytes()));
      if (command.isEmpty()) {
        return;
      }
      message = obey(command.get(), server, context.index());
    }
  }

  private static ControlMessage obey(byte[] command, RunningServer server, int index)
      throws InterruptedException {
    try {
      return ControlMessage.done(index, server.command(command));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return ControlMessage.failed(index, RoleFailure.worded(e));
    }
  }
}

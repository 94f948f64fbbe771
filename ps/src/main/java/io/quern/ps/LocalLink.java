package io.quern.ps;

/** A server in the same class loader: calls run on the caller's thread, without copies. */
final class LocalLink implements ServerLink {
  private final ParameterServer server;
  private final ServerShare share;
  private final int worker;
  private final Workspace workspace;

  LocalLink(ParameterServer server, ServerShare share, int worker, Workspace workspace) {
    this.server = server;
    this.share = share;
    this.worker = worker;
    this.workspace = workspace;
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  /** Nothing yet: servers behind the network start first. */
  @Override
  public void begin(Call call) {}

  @Override
  public void finish(Call call) {
    if (call.concerns(share)) {
      call.runOn(server, worker, workspace);
    }
  }

  @Override
  public void abort() {}

  @Override
  public void close() {}
}

package io.quern.runtime.cluster;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;

/** One member's live view of a run's nodes. Tells {@link Events} from Curator's threads. */
final class RunView implements CuratorCacheListener, AutoCloseable {

  /** What can happen to a run. Called from several threads, possibly at once; must be quick. */
  interface Events {
    /** The lease is there, held for {@code generation}. */
    void leaseHeld(int generation);

    void leaseGone();

    void specPublished(ClusterSpec spec);

    void roleJoined(String path, RoleAddress role);

    void roleLeft(String path);

    /** ZooKeeper cannot be reached for now ({@code true}), or again ({@code false}). */
    void suspended(boolean suspended);

    /** ZooKeeper has given this member up, or must have by now. */
    void sessionLost();
  }

  private final CuratorFramework curator;
  private final RunPaths paths;
  private final Events events;
  private final CuratorCache cache;
  private final ConnectionStateListener connection = (client, state) -> connectionIs(state);
  private final CompletableFuture<Void> initialized = new CompletableFuture<>();

  private RunView(CuratorFramework curator, RunPaths paths, Events events) {
    this.curator = curator;
    this.paths = paths;
    this.events = events;
    this.cache = CuratorCache.build(curator, paths.run());
  }

  /** Starts watching; {@link #ready()} tells when everything there is has been told. */
  static RunView open(CuratorFramework curator, RunPaths paths, Events events) {
    RunView view = new RunView(curator, paths, events);
    curator.getConnectionStateListenable().addListener(view.connection);
    view.cache.listenable().addListener(view);
    view.cache.start();
    return view;
  }

  CompletableFuture<Void> ready() {
    return initialized;
  }

  @Override
  public void initialized() {
    initialized.complete(null);
  }

  @Override
  public void event(Type type, ChildData before, ChildData now) {
    if (type == Type.NODE_DELETED) {
      removed(before.getPath());
    } else {
      present(now.getPath(), now.getData());
    }
  }

  private void present(String path, byte[] data) {
    if (path.equals(paths.lease())) {
      events.leaseHeld(ByteBuffer.wrap(data).getInt());
    } else if (path.equals(paths.spec())) {
      events.specPublished(ClusterSpec.fromBytes(data));
    } else if (paths.isRole(path)) {
      events.roleJoined(path, RoleAddress.fromBytes(data));
    }
  }

  private void removed(String path) {
    if (path.equals(paths.lease())) {
      events.leaseGone();
    } else if (paths.isRole(path)) {
      events.roleLeft(path);
    }
  }

  private void connectionIs(ConnectionState state) {
    switch (state) {
      case SUSPENDED, READ_ONLY -> events.suspended(true);
      case CONNECTED, RECONNECTED -> events.suspended(false);
      case LOST -> events.sessionLost();
    }
  }

  @Override
  public void close() {
    curator.getConnectionStateListenable().removeListener(connection);
    cache.close();
  }
}

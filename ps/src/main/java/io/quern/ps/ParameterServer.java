package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.ps.PsProgress.RateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * One of the n parameter servers of a training: its virtual shards of every table, its contiguous
 * slice of the dense array, and the clock, which counts the pushes applied.
 *
 * <p>Thread-safe. Workers call it through a {@link PsClient}; the process that hosts it takes
 * snapshots and loads them, while no worker pushes. After {@link #close} every call fails with
 * {@code CLUSTER}.
 */
public final class ParameterServer implements AutoCloseable {
  private final ParameterServerConfig config;
  private final MemoryBudget budget;
  private final List<SparseTable> tables = new ArrayList<>();
  private final DenseSlice dense;
  private final StepClock clock = new StepClock();
  private final Map<Integer, WorkerLog> workers = new ConcurrentSkipListMap<>();
  private final List<RateChange> changes = new ArrayList<>();
  private volatile Rates rates;
  private volatile boolean closed;

  /** The rates of every step; replaced as a whole. */
  private record Rates(RateLog dense, List<RateLog> tables) {}

  /** A server with empty tables and dense values 0. */
  public ParameterServer(ParameterServerConfig config) {
    this.config = config;
    this.budget = new MemoryBudget(config.memoryLimitBytes());
    for (TableConfig table : config.tables()) {
      tables.add(new SparseTable(table, config.server(), config.servers(), budget));
    }
    this.dense = new DenseSlice(config.dense(), config.server(), config.servers());
    this.rates =
        new Rates(
            new RateLog(config.dense().learningRate()),
            config.tables().stream().map(table -> new RateLog(table.learningRate())).toList());
  }

  public ParameterServerConfig config() {
    return config;
  }

  /** Whether the rows of {@code key} live on this server. */
  public boolean owns(long key) {
    int shard = VirtualShards.of(key);
    return shard >= VirtualShards.first(config.server(), config.servers())
        && shard < VirtualShards.first(config.server() + 1, config.servers());
  }

  /** Pushes accepted. */
  public long clock() {
    return clock.started();
  }

  public PsCounters counters() {
    return new PsCounters(
        clock(),
        tables.stream().mapToLong(table -> table.memory().rows()).sum(),
        budget.used(),
        workers.values().stream().map(WorkerLog::counters).toList());
  }

  /**
   * Visits every row of a table, in unsigned key order, with all steps applied.
   *
   * @param table index in the configuration
   */
  public void snapshot(int table, RowVisitor visitor) {
    tables.get(table).snapshot(now(table), visitor);
  }

  /** A loader of snapshot rows; call {@link #resume} before. */
  public RowVisitor loader(int table) {
    SparseTable target = tables.get(table);
    var block = new RowBlock(target.layout());
    return (key, weights, state) -> {
      if (owns(key)) {
        target.load(key, weights, state, clock.settled(), block);
      }
    };
  }

  /** This server's slice of the dense array, with optimizer state. */
  public DenseState denseState() {
    return dense.state();
  }

  /** Takes over what the slice, of any number of servers, has in common with this server's. */
  public void loadDense(DenseState state) {
    dense.load(state);
  }

  /**
   * Sets the dense values and clears their optimizer state.
   *
   * @param values the whole array, of which the server takes its slice
   */
  public void initialiseDense(float[] values) {
    dense.reset(values);
  }

  public synchronized PsProgress progress() {
    return new PsProgress(clock(), changes);
  }

  /** Continues where another training's servers stopped; only before the first push and row. */
  public synchronized void resume(PsProgress progress) {
    if (clock() != 0 || counters().rows() != 0) {
      throw new IllegalStateException("The server has begun already");
    }
    clock.resume(progress.clock());
    progress.changes().forEach(this::change);
  }

  void setLearningRates(float denseRate, float sparseRate) {
    synchronized (this) {
      change(new RateChange(clock() + 1, denseRate, sparseRate));
    }
  }

  private synchronized void change(RateChange change) {
    changes.removeIf(earlier -> earlier.firstStep() == change.firstStep());
    changes.add(change);
    rates =
        new Rates(
            rates.dense().with(change.firstStep(), change.dense()),
            rates.tables().stream()
                .map(log -> log.with(change.firstStep(), change.sparse()))
                .toList());
  }

  void pull(int worker, SparseRows rows, Workspace workspace) {
    requireOpen();
    SparseTable table = tables.get(rows.table());
    ShardOrder order = workspace.order(rows.table());
    table.pull(rows, order, now(rows.table()), workspace.block(rows.table()));
    worker(worker).pulled(table.share(order));
  }

  void read(int worker, SparseRows rows, Workspace workspace) {
    requireOpen();
    SparseTable table = tables.get(rows.table());
    ShardOrder order = workspace.order(rows.table());
    table.read(rows, order, now(rows.table()), workspace.block(rows.table()));
    worker(worker).pulled(table.share(order));
  }

  /** How many of the keys in {@code order} are this server's. */
  int share(int table, ShardOrder order) {
    return tables.get(table).share(order);
  }

  int denseFrom() {
    return dense.from();
  }

  int denseLength() {
    return dense.length();
  }

  void pullDense(float[] to, int at) {
    requireOpen();
    dense.pull(to, at);
  }

  /** Applies one step; at most once per (worker, attempt, step). */
  void push(PushStamp stamp, List<SparseRows> sparse, float[] values, int at, Workspace workspace) {
    requireOpen();
    requireGeneration(stamp);
    WorkerLog log = worker(stamp.worker());
    synchronized (log) {
      if (!log.admits(stamp)) {
        return;
      }
      long step = clock.begin();
      try {
        log.applied(stamp, apply(step, sparse, values, at, workspace));
      } catch (RuntimeException e) {
        log.failed(e);
        throw e;
      } finally {
        clock.end(step);
      }
    }
  }

  private long apply(
      long step, List<SparseRows> sparse, float[] values, int at, Workspace workspace) {
    Rates current = rates;
    long applied = 0;
    for (SparseRows rows : sparse) {
      SparseTable table = tables.get(rows.table());
      ShardOrder order = workspace.order(rows.table());
      Moment now = new Moment(step, current.tables().get(rows.table()));
      table.push(rows, order, now, workspace.block(rows.table()));
      applied += table.share(order);
    }
    dense.push(values, at, new Moment(step, current.dense()));
    return applied;
  }

  private void requireOpen() {
    if (closed) {
      throw new QuernException(ErrorCode.CLUSTER, "The parameter server is closed");
    }
  }

  private void requireGeneration(PushStamp stamp) {
    if (stamp.generation() != config.generation()) {
      throw new QuernException(
          ErrorCode.CLUSTER,
          "Push of worker %d was refused: it belongs to generation %d of the run, the server to %d"
              .formatted(stamp.worker(), stamp.generation(), config.generation()));
    }
  }

  private WorkerLog worker(int index) {
    return workers.computeIfAbsent(index, WorkerLog::new);
  }

  private Moment now(int table) {
    return new Moment(clock.settled(), rates.tables().get(table));
  }

  /** Frees all memory. Calls still running end with {@code CLUSTER}. */
  @Override
  public void close() {
    closed = true;
    tables.forEach(SparseTable::close);
  }
}

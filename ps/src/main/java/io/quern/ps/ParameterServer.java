package io.quern.ps;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.ps.PsProgress.RateChange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * One of the n parameter servers of a training: its virtual shards of every table, its contiguous
 * slice of the dense array, and the clock, which counts the pushes applied.
 *
 * <p>Thread-safe. Workers call it through a {@link PsClient}; the process that hosts it ends
 * epochs, exports rows, saves and loads state, while no worker pushes. After {@link #close} every
 * call fails with {@code CLUSTER}.
 */
public final class ParameterServer implements AutoCloseable {
  private final ParameterServerConfig config;
  private final MemoryBudget budget;
  private final List<SparseTable> tables = new ArrayList<>();
  private final DenseSlice dense;
  private final StepClock clock = new StepClock();
  private final Map<Integer, WorkerLog> workers = new ConcurrentSkipListMap<>();
  private final List<RateChange> changes = new ArrayList<>();
  private final List<Long> epochEnds = new ArrayList<>();
  private boolean loaded;
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
        count(counters -> counters.admitted),
        count(counters -> counters.refused),
        count(counters -> counters.evicted),
        workers.values().stream().map(WorkerLog::counters).toList());
  }

  private long count(Function<RowCounters, LongAdder> counter) {
    return tables.stream().mapToLong(table -> counter.apply(table.rowCounters()).sum()).sum();
  }

  /**
   * Visits every row of a table, in unsigned key order, with all steps applied. Changes nothing.
   *
   * @param table index in the configuration
   */
  public void export(int table, RowVisitor visitor) {
    requireOpen();
    tables.get(table).export(now(table), visitor);
  }

  /** Ends an epoch: removes the rows that the tables' {@link Eviction} names. */
  public synchronized void endEpoch() {
    requireOpen();
    epochEnds.add(clock());
    for (int table = 0; table < tables.size(); table++) {
      int unseen = config.tables().get(table).eviction().unseenEpochs();
      tables.get(table).evict(lastSeen(unseen), now(table));
    }
  }

  /** The last step before the newest {@code epochs}; −1 where there have not been so many. */
  private long lastSeen(int epochs) {
    int before = epochEnds.size() - epochs - 1;
    return before >= 0 ? epochEnds.get(before) : before == -1 ? 0 : -1;
  }

  /**
   * Writes everything that going on exactly needs: progress, dense values, rows, their optimizer
   * state and what admission and eviction keep. Not the workers' counters. The stream stays open.
   *
   * @see ServerState
   */
  public synchronized void save(OutputStream out) throws IOException {
    requireOpen();
    StateWriter to = new StateWriter(out);
    new ServerState(progress(), dense.state()).save(to);
    to.putInt(tables.size());
    for (SparseTable table : tables) {
      table.save(to);
    }
    to.flush();
  }

  /**
   * Takes over what one server saved as far as it is this server's. To be called before the first
   * push, with the state of each server of the earlier training, however many there were.
   *
   * @throws QuernException {@code MODEL} when the state is of other tables or of another moment
   */
  public synchronized void load(InputStream in) throws IOException {
    StateReader from = new StateReader(in);
    ServerState state = ServerState.load(from);
    if (!state.progress().equals(progress())) {
      if (loaded) {
        throw from.damaged("another moment than that of the other servers");
      }
      resume(state.progress());
    }
    loaded = true;
    dense.load(state.dense());
    int saved = from.getInt();
    if (saved != tables.size()) {
      throw from.damaged("%d tables, not %d".formatted(saved, tables.size()));
    }
    for (SparseTable table : tables) {
      table.load(from);
    }
  }

  /**
   * Takes rows as {@link #export} passes them, before the first push: those of this server's keys
   * are in the table then, with fresh optimizer state; others are passed over. Admission does not
   * count them. What is returned is confined to one thread.
   *
   * @param table index in the configuration
   */
  public RowVisitor importer(int table) {
    requireOpen();
    RowVisitor rows = tables.get(table).importer();
    return (key, weights) -> {
      if (owns(key)) {
        rows.row(key, weights);
      }
    };
  }

  /**
   * Lets the steps that follow have the learning rates of the configuration, whatever those before
   * had. To be called after {@link #load} where another training goes on; without, its rates stay.
   */
  public void restartLearningRates() {
    float sparse = config.tables().get(0).learningRate().rate();
    setLearningRates(config.dense().learningRate().rate(), sparse);
  }

  /**
   * Sets the dense values and clears their optimizer state.
   *
   * @param values the whole array, of which the server takes its slice
   */
  public void initialiseDense(float[] values) {
    dense.reset(values);
  }

  private PsProgress progress() {
    return new PsProgress(clock(), firstRates(), changes, epochEnds);
  }

  private List<Float> firstRates() {
    List<Float> first = new ArrayList<>();
    first.add(rates.dense().first());
    rates.tables().forEach(log -> first.add(log.first()));
    return first;
  }

  private void resume(PsProgress progress) {
    if (clock() != 0 || counters().rows() != 0) {
      throw new IllegalStateException("The server has begun already");
    }
    clock.resume(progress.clock());
    epochEnds.addAll(progress.epochEnds());
    rates = ratesFrom(progress.firstRates());
    progress.changes().forEach(this::change);
  }

  /** The configured warm-up to the given rates: dense, then by table. */
  private Rates ratesFrom(List<Float> first) {
    if (first.size() != 1 + tables.size()) {
      throw new QuernException(
          ErrorCode.MODEL,
          "The saved state does not fit this training: it has %d learning rates"
              .formatted(first.size()));
    }
    List<RateLog> logs = new ArrayList<>();
    for (int table = 0; table < tables.size(); table++) {
      int warmup = config.tables().get(table).learningRate().warmupSteps();
      logs.add(new RateLog(new LearningRate(first.get(1 + table), warmup)));
    }
    int warmup = config.dense().learningRate().warmupSteps();
    return new Rates(new RateLog(new LearningRate(first.get(0), warmup)), List.copyOf(logs));
  }

  void setLearningRates(float denseRate, float sparseRate) {
    synchronized (this) {
      long next = clock() + 1;
      boolean same =
          rates.dense().warm(next) == denseRate
              && rates.tables().stream().allMatch(log -> log.warm(next) == sparseRate);
      if (same) {
        return; // steps that missed rows replay are not to be cut in two
      }
      change(new RateChange(next, denseRate, sparseRate));
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

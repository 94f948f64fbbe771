package io.quern.udf.scoring;

import io.quern.model.scoring.LoadedModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The models that one executor has open. Tasks share a model; one that nobody uses stays open until
 * newer ones push it out. Thread-safe; a model is opened by one thread while others wait for it,
 * and other models are not held up.
 */
final class ModelCache {
  private final Function<PinnedModel, LoadedModel> opener;
  private final int capacity;

  /** In the order of their last use. */
  private final Map<PinnedModel, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param capacity how many models stay open; more only while tasks use them
   */
  ModelCache(Function<PinnedModel, LoadedModel> opener, int capacity) {
    this.opener = opener;
    this.capacity = capacity;
  }

  /** A model, opened where it is not; keeps it open until the lease is closed. */
  Lease lease(PinnedModel model) {
    Entry entry;
    synchronized (this) {
      entry = entries.computeIfAbsent(model, Entry::new);
      entry.users++;
    }
    Lease lease = new Lease(entry);
    try {
      entry.open();
      return lease;
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** Number of models that are open or being opened. */
  synchronized int size() {
    return entries.size();
  }

  private void release(Entry entry) {
    List<Entry> evicted = new ArrayList<>();
    synchronized (this) {
      entry.users--;
      if (!entry.isOpen() && entry.users == 0) {
        entries.remove(entry.pinned, entry);
      }
      Iterator<Entry> eldestFirst = entries.values().iterator();
      while (entries.size() > capacity && eldestFirst.hasNext()) {
        Entry candidate = eldestFirst.next();
        if (candidate.users == 0) {
          eldestFirst.remove();
          evicted.add(candidate);
        }
      }
    }
    evicted.forEach(Entry::close);
  }

  private final class Entry {
    private final PinnedModel pinned;

    /** Guarded by the cache. */
    private int users;

    private volatile LoadedModel model;

    Entry(PinnedModel pinned) {
      this.pinned = pinned;
    }

    boolean isOpen() {
      return model != null;
    }

    synchronized void open() {
      if (model == null) {
        model = opener.apply(pinned);
      }
    }

    void close() {
      model.close();
    }
  }

  /** The right to use a model. */
  final class Lease implements AutoCloseable {
    private final Entry entry;
    private boolean closed;

    private Lease(Entry entry) {
      this.entry = entry;
    }

    LoadedModel model() {
      return entry.model;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        release(entry);
      }
    }
  }
}

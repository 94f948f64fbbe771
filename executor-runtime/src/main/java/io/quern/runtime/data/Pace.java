package io.quern.runtime.data;

import java.util.Iterator;

/**
 * How long the items of a stream take once it is under way: the mean over the last half of them, or
 * up to three quarters, so that neither starting nor compiling counts. Confined to one thread.
 */
public final class Pace {
  private long items;

  /** Items at the last doubling, and when that was. */
  private long doubled;

  private long doubledAt = System.nanoTime();

  /** Items at the doubling before, and when that was. */
  private long before;

  private long beforeAt = doubledAt;

  /** The same items, each counted when it is asked for. */
  public <T> Iterator<T> of(Iterator<T> source) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return source.hasNext();
      }

      @Override
      public T next() {
        T next = source.next();
        item();
        return next;
      }
    };
  }

  /** An item begins. */
  public void item() {
    items++;
    if (Long.bitCount(items) == 1) {
      before = doubled;
      beforeAt = doubledAt;
      doubled = items;
      doubledAt = System.nanoTime();
    }
  }

  /** The items that count. */
  long late() {
    return items - before;
  }

  /** What they have taken until now. */
  long lateNanos() {
    return System.nanoTime() - beforeAt;
  }

  /** What all items take at that pace, until now; 0 where there were none. */
  public double nanos() {
    return items == 0 ? 0 : (double) items * lateNanos() / late();
  }
}

package io.quern.ps;

import java.util.concurrent.atomic.LongAdder;

/** How many rows of a table came and went. Thread-safe. */
final class RowCounters {
  final LongAdder admitted = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder evicted = new LongAdder();
}

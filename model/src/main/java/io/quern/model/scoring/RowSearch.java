package io.quern.model.scoring;

import io.quern.model.bundle.SparseTable;
import io.quern.model.feature.SlotVocabulary;

/**
 * Where the rows of a slot's keys are, in one search. Made when a model is opened and shared by all
 * its scorers. Immutable and thread-safe.
 */
interface RowSearch {
  /** The table that the places are in. */
  SparseTable table();

  /** The place of a key's row, or {@link SparseTable#ABSENT}. */
  long find(long key);

  /**
   * Reads what {@link #find} of the first {@code count} keys is going to read, so that the
   * processor waits for all of them at once.
   *
   * @return of no meaning; to be used, so that the reading is not optimised away
   */
  long touch(long[] keys, int count);

  /** Keys that stand for themselves: in the table. */
  record InTable(SparseTable table) implements RowSearch {
    @Override
    public long find(long key) {
      return table.find(key);
    }

    @Override
    public long touch(long[] keys, int count) {
      return table.touch(keys, count);
    }
  }

  /**
   * Keys of a vocabulary: the place of each is kept beside it, so that the table is not searched.
   * Eight bytes a kept value.
   */
  final class InVocabulary implements RowSearch {
    private final SparseTable table;
    private final SlotVocabulary vocabulary;

    /** By rank among the kept keys. */
    private final long[] places;

    private final long missing;
    private final long unknown;

    InVocabulary(SparseTable table, SlotVocabulary vocabulary) {
      this.table = table;
      this.vocabulary = vocabulary;
      this.places = new long[vocabulary.kept().size()];
      for (int rank = 0; rank < places.length; rank++) {
        places[rank] = table.find(vocabulary.kept().get(rank));
      }
      this.missing = table.find(vocabulary.missing());
      this.unknown = table.find(vocabulary.unknown());
    }

    @Override
    public SparseTable table() {
      return table;
    }

    @Override
    public long find(long key) {
      int rank = vocabulary.kept().rank(key);
      if (rank >= 0) {
        return places[rank];
      }
      return key == vocabulary.missing() ? missing : unknown;
    }

    @Override
    public long touch(long[] keys, int count) {
      return vocabulary.kept().touch(keys, count);
    }
  }
}

package io.quern.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.model.bundle.BundleStaging;
import io.quern.model.bundle.LocalBundle;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.SparseTable;
import io.quern.model.bundle.TestModels;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.KeySet;
import io.quern.model.feature.RandomRows;
import io.quern.model.feature.SlotVocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that are found together, remembered and forgotten, against one search for each key. */
final class RowFinderTest {
  private static final int WIDTH = 3;

  @TempDir Path folder;

  private SparseTable table;

  /** Most have a row, every seventh has none. */
  private long[] keys;

  @BeforeEach
  void mapATable() {
    EncodedRows rows = RandomRows.encode(RandomRows.FEATURES, new RandomRows(1).next(400));
    ModelRepository repository =
        new ModelRepository(
            new org.apache.hadoop.fs.Path(folder.resolve("m").toUri()), new Configuration(false));
    BundleStaging staging = TestModels.stage(repository, "run", rows, WIDTH - 1, 1);
    int version = repository.commit(staging, true);
    table =
        LocalBundle.of(repository.open(version), folder.resolve("cache"))
            .openSparseTables(List.of(WIDTH))
            .get(0);
    List<Long> all = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int place = 0; place < rows.layout().keys(); place++) {
        all.add(rows.key(row, place));
      }
    }
    keys = all.stream().distinct().mapToLong(Long::longValue).toArray();
    assertThat(boxed(keys)).anyMatch(this::hasRow).anyMatch(key -> !hasRow(key));
  }

  @Test
  void keysThatStandForThemselvesAreFoundInTheTable() {
    assertFinds(new RowSearch.InTable(table), table::find);
  }

  @Test
  void keysOfAVocabularyAreFoundByWhatTheyStandFor() {
    SlotVocabulary vocabulary = vocabulary(key -> (key & 1) == 0);
    assertThat(boxed(keys))
        .as("kept or not, with a row or without")
        .anyMatch(key -> vocabulary.kept().contains(key) && hasRow(key))
        .anyMatch(key -> vocabulary.kept().contains(key) && !hasRow(key))
        .anyMatch(key -> !vocabulary.kept().contains(key) && hasRow(key))
        .anyMatch(key -> !vocabulary.kept().contains(key) && !hasRow(key));
    assertFinds(
        new RowSearch.InVocabulary(table, vocabulary), key -> table.find(fitted(vocabulary, key)));
  }

  @Test
  void anEmptyVocabularyLeavesTheSharedRowAndThatOfMissingValues() {
    SlotVocabulary vocabulary = vocabulary(key -> false);
    RowFinder finder = new RowFinder(new RowSearch.InVocabulary(table, vocabulary), 1);
    long[] places = new long[3];
    finder.find(new long[] {12345, vocabulary.missing(), vocabulary.unknown()}, 3, places);
    long unknown = table.find(vocabulary.unknown());
    assertThat(places).containsExactly(unknown, table.find(vocabulary.missing()), unknown);
    assertThat(places).doesNotContain(SparseTable.ABSENT);
  }

  @Test
  void rowsThatAreNotThereAreAbsent() {
    SlotVocabulary vocabulary = new SlotVocabulary(KeySet.EMPTY, 1, 2);
    RowFinder finder = new RowFinder(new RowSearch.InVocabulary(table, vocabulary), 1);
    assertThat(finder.find(1)).isEqualTo(SparseTable.ABSENT);
    assertThat(finder.find(3)).isEqualTo(SparseTable.ABSENT);
    assertThat(new RowFinder(new RowSearch.InTable(table), 1).find(3))
        .isEqualTo(SparseTable.ABSENT);
  }

  @Test
  void whatIsRememberedIsNotSoughtAgain() {
    List<Long> sought = new ArrayList<>();
    RowFinder finder = new RowFinder(new Noted(new RowSearch.InTable(table), sought), 1);
    finder.find(new long[] {1, 2, 1}, 3, new long[3]);
    assertThat(sought).as("of one call, all are sought together").containsExactly(1L, 2L, 1L);
    finder.find(new long[] {2, 1, 2}, 3, new long[3]);
    finder.find(1);
    assertThat(sought).hasSize(3);
    long inItsPlace = 1 ^ 1L << 50;
    finder.find(inItsPlace);
    finder.find(1);
    assertThat(sought).endsWith(inItsPlace, 1L).hasSize(5);
  }

  private void assertFinds(RowSearch search, LongUnaryOperator expected) {
    RowFinder finder = new RowFinder(search, 1);
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      long[] asked = new long[1 + random.nextInt(300)];
      Arrays.setAll(asked, i -> key(random.nextInt(2 * keys.length)));
      long[] places = new long[asked.length + 2];
      finder.find(asked, asked.length, places);
      for (int i = 0; i < asked.length; i++) {
        assertThat(places[i]).isEqualTo(expected.applyAsLong(asked[i]));
        assertThat(finder.find(asked[i])).isEqualTo(places[i]);
      }
      assertThat(places).endsWith(0, 0);
    }
  }

  /** One of {@link #keys}, or one without a row that is remembered in the same place. */
  private long key(int number) {
    return keys[number % keys.length] ^ (number < keys.length ? 0 : 1L << 50);
  }

  /** Of the keys that pass; what is missing and what is unknown have rows. */
  private SlotVocabulary vocabulary(LongPredicate kept) {
    long[] rows = Arrays.stream(keys).filter(this::hasRow).toArray();
    long[] ascending =
        boxed(keys).stream()
            .filter(key -> kept.test(key) && key != rows[1])
            .sorted(Long::compareUnsigned)
            .mapToLong(Long::longValue)
            .toArray();
    return new SlotVocabulary(KeySet.ofAscending(ascending), rows[0], rows[1]);
  }

  private static long fitted(SlotVocabulary vocabulary, long key) {
    return vocabulary.kept().contains(key) || key == vocabulary.missing()
        ? key
        : vocabulary.unknown();
  }

  private boolean hasRow(long key) {
    return table.find(key) != SparseTable.ABSENT;
  }

  private static List<Long> boxed(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** A search that writes down what it is asked. */
  private record Noted(RowSearch search, List<Long> sought) implements RowSearch {
    @Override
    public SparseTable table() {
      return search.table();
    }

    @Override
    public long find(long key) {
      sought.add(key);
      return search.find(key);
    }

    @Override
    public long touch(long[] keys, int count) {
      return search.touch(keys, count);
    }
  }
}

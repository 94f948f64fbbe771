package io.quern.bench.kernels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.EncodedRows;
import io.quern.model.feature.EncodedRowsBuilder;
import io.quern.model.feature.FeatureEncoder;
import io.quern.model.feature.FeatureKeys;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.feature.FeatureSummary;
import io.quern.model.feature.KeyNumbers;
import io.quern.model.feature.SlotEncoder;
import io.quern.model.feature.SlotRows;
import io.quern.model.network.BatchAssembler;
import io.quern.model.network.MiniBatch;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * From values to a batch: 13 counts and 26 texts of eight characters, of which each column has
 * {@value #VALUES}, by a power law.
 */
@State(Scope.Thread)
public class EncodingKernels {
  static final int COUNTS = 13;
  static final int TEXTS = 26;
  static final int ROWS = 4096;
  private static final int VALUES = 25_000;

  private final ClickRow[] rows = new ClickRow[ROWS];
  private final long[] ids = new Random(3).longs(ROWS).toArray();
  private FeatureEncoder encoder;
  private EncodedRowsBuilder builder;
  private EncodedRows encoded;
  private KeyNumbers slotKeys;
  private SlotEncoder slotEncoder;
  private SlotRows slots;
  private BatchAssembler assembler;
  private MiniBatch batch;

  /** Draws the rows. */
  @Setup
  public void draw() {
    Random random = new Random(7);
    for (int i = 0; i < ROWS; i++) {
      rows[i] = row(random);
    }
    FeatureSchema schema = schema();
    encoder = new FeatureEncoder(schema);
    builder = new EncodedRowsBuilder(encoder.layout());
    encodeRows();
    encoded = builder.build();
    FeatureSummary summary = new FeatureSummary(schema);
    summary.add(encoded);
    FeatureMap map = summary.toFeatureMap(List.of());
    slotKeys = new KeyNumbers();
    slots = SlotRows.of(map.layout(), new SlotEncoder(map, slotKeys).encode(encoded));
    slotEncoder = new SlotEncoder(map, slotKeys);
    assembler = new BatchAssembler(map, slotKeys);
    batch = new MiniBatch(map.layout());
  }

  private static FeatureSchema schema() {
    FeatureSchema.Builder schema = FeatureSchema.builder();
    for (int i = 0; i < COUNTS; i++) {
      schema.column("i" + i, ColumnType.NUMBER, FeatureKind.NUMBER);
    }
    for (int i = 0; i < TEXTS; i++) {
      schema.column("c" + i, ColumnType.STRING, FeatureKind.CATEGORY);
    }
    return schema.build();
  }

  private static ClickRow row(Random random) {
    double[] counts = random.doubles(COUNTS).map(u -> Math.floor(10 / (u + 0.01))).toArray();
    byte[][] texts = new byte[TEXTS][];
    for (int i = 0; i < TEXTS; i++) {
      int value = (int) Math.min(Math.pow(random.nextDouble(), -2), VALUES);
      texts[i] = "%08x".formatted(value * 0x9E3779B9).getBytes(UTF_8);
    }
    return new ClickRow(counts, texts);
  }

  /** The key of a whole number. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long hashId() {
    long sum = 0;
    for (long id : ids) {
      sum += FeatureKeys.ofIntegral(11, id);
    }
    return sum;
  }

  /** The key of a text of eight characters. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long hashText() {
    long sum = 0;
    for (ClickRow row : rows) {
      sum += FeatureKeys.ofUtf8(11, row.utf8(COUNTS));
    }
    return sum;
  }

  /** One row: its keys, numbers and label. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int encodeRows() {
    builder.clear();
    for (ClickRow row : rows) {
      encoder.encode(row, 1, builder);
    }
    return builder.size();
  }

  /** One row fitted and numbered, once for all epochs. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int numberKeys() {
    return slotEncoder.encode(encoded).capacity();
  }

  /** One row into a batch: each of its keys becomes the number of a distinct key. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int assembleBatch() {
    assembler.assemble(slots, 0, ROWS, batch);
    return batch.uniqueRows;
  }
}

package io.quern.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.Feature;
import io.quern.model.feature.FeatureKind;
import io.quern.model.feature.FeatureMap;
import io.quern.model.feature.FeatureSchema;
import io.quern.model.zoo.Networks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTablesTest {
  private static final FeatureSchema SCHEMA =
      FeatureSchema.builder()
          .column("tags", ColumnType.STRING_ARRAY, FeatureKind.BAG)
          .column("price", ColumnType.NUMBER, FeatureKind.NUMBER)
          .column("city", ColumnType.STRING, FeatureKind.CATEGORY)
          .build();

  @Test
  void featuresOfOneLengthShareATable() {
    RowTables tables = tables("FM", 0, 0, 0);
    assertThat(tables).isEqualTo(new RowTables(4, 1, List.of(4), List.of(0, 0, 0)));
    assertThat(tables.areFull()).isTrue();
    assertThat(tables("FM", 0, 4, 0)).isEqualTo(tables);
  }

  @Test
  void theLongestVectorsComeFirstAndSlotsKnowTheirTable() {
    RowTables tables = tables("FM", 2, 0, 1);
    assertThat(tables.dims()).containsExactly(4, 2, 1);
    assertThat(tables.widths()).containsExactly(5, 3, 2);
    assertThat(tables.ofSlots()).as("city, price, tags").containsExactly(2, 0, 1);
    assertThat(tables.areFull()).isFalse();
  }

  @Test
  void oneTableOfShorterRowsIsNotFull() {
    RowTables tables = tables("FM", 2, 2, 2);
    assertThat(tables.count()).isEqualTo(1);
    assertThat(tables.areFull()).isFalse();
    assertThat(tables.fullWidth()).isEqualTo(5);
  }

  @Test
  void aNetworkWithoutVectorsHasRowsOfOneWeight() {
    RowTables tables = tables("LR", 0, 0, 0);
    assertThat(tables.widths()).containsExactly(1);
    assertThat(tables.areFull()).isTrue();
  }

  @Test
  void everyVectorOfARowIsPadded() {
    RowTables tables = tables("FFM", 2, 0, 0);
    assertThat(tables.widths()).containsExactly(13, 7);
    float[] stored = {0, 1, 2, 3, 4, 5, 6, 7};
    float[] full = new float[14];
    full[4] = 9;
    tables.widen(1, stored, 1, full, 1);
    assertThat(full).containsExactly(0, 1, 2, 3, 0, 0, 4, 5, 0, 0, 6, 7, 0, 0);

    float[] gradients = {0, 1, 2, 3, 8, 8, 4, 5, 8, 8, 6, 7, 8, 8};
    float[] narrowed = new float[8];
    tables.narrow(1, gradients, 1, narrowed, 1);
    assertThat(narrowed).containsExactly(stored);
    tables.clearPadding(1, gradients, 1);
    assertThat(gradients).containsExactly(full);
  }

  @Test
  void noFeatureHasLongerVectorsThanTheNetwork() {
    assertThatThrownBy(() -> tables("FM", 0, 5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Feature 'price' has vectors of length 5, the network of 4");
  }

  /** Of tags, price and city. */
  private static RowTables tables(String network, int... dims) {
    List<Feature> features =
        List.of(
            SCHEMA.features().get(0).withDim(dims[0]),
            SCHEMA.features().get(1).withDim(dims[1]),
            SCHEMA.features().get(2).withDim(dims[2]));
    List<String> slots = FeatureMap.slots(features).stream().map(Feature::name).toList();
    NetworkSpec spec =
        Networks.named(network).spec(SCHEMA.layout(), slots, Map.of("embeddingDim", "4"));
    return RowTables.of(spec, features);
  }
}

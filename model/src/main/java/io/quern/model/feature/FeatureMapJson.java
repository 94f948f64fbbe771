package io.quern.model.feature;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.ArrayList;
import java.util.List;

/** The feature map as JSON: one object per feature, statistics included. */
final class FeatureMapJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  /** The whole document. */
  private record Document(List<Entry> features) {}

  /** One feature. */
  private record Entry(
      String name, ColumnType type, FeatureKind kind, FeatureStatistics statistics) {}

  private FeatureMapJson() {}

  static String write(FeatureMap map) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < map.features().size(); i++) {
      Feature feature = map.features().get(i);
      FeatureStatistics statistics = map.statistics().get(i);
      entries.add(new Entry(feature.name(), feature.type(), feature.kind(), statistics));
    }
    try {
      return MAPPER.writeValueAsString(new Document(entries));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static FeatureMap read(String json) {
    try {
      Document document = MAPPER.readValue(json, Document.class);
      if (document == null) {
        throw new IllegalArgumentException("null");
      }
      List<Entry> entries = document.features();
      return new FeatureMap(
          entries.stream().map(e -> new Feature(e.name(), e.type(), e.kind())).toList(),
          entries.stream().map(Entry::statistics).toList());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new QuernException(ErrorCode.MODEL, "The feature map cannot be read: " + reason, e);
    }
  }
}

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

/** The feature map as JSON: all but the keys of its vocabularies. */
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
  private record Document(List<InputColumn> columns, List<Entry> features) {}

  /** One feature. */
  private record Entry(
      String name,
      FeatureKind kind,
      List<String> columns,
      Transform transform,
      String table,
      int dim,
      FeatureStatistics statistics,
      List<Double> boundaries,
      VocabularyCounts vocabulary) {
    static Entry of(Feature feature, FeatureFit fit) {
      return new Entry(
          feature.name(),
          feature.kind(),
          feature.columns(),
          feature.transform(),
          feature.table(),
          feature.dim(),
          fit.statistics(),
          fit.boundaries(),
          VocabularyCounts.of(fit.vocabulary()));
    }

    Feature feature() {
      return new Feature(name, kind, columns, transform, table, dim);
    }

    FeatureFit fit() {
      return new FeatureFit(
          statistics,
          boundaries,
          new FittedVocabulary(
              vocabulary.limited(),
              KeySet.EMPTY,
              vocabulary.distinct(),
              vocabulary.outOfVocabulary()));
    }
  }

  /** A vocabulary without its keys. */
  private record VocabularyCounts(boolean limited, long kept, long distinct, long outOfVocabulary) {
    static VocabularyCounts of(FittedVocabulary fitted) {
      return new VocabularyCounts(
          fitted.limited(), fitted.keys().size(), fitted.distinct(), fitted.outOfVocabulary());
    }
  }

  private FeatureMapJson() {}

  static String write(FeatureMap map) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < map.features().size(); i++) {
      entries.add(Entry.of(map.features().get(i), map.fits().get(i)));
    }
    try {
      return MAPPER.writeValueAsString(new Document(map.columns(), entries));
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
          new FeatureSchema(document.columns(), entries.stream().map(Entry::feature).toList()),
          entries.stream().map(Entry::fit).toList());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new QuernException(ErrorCode.MODEL, "The feature map cannot be read: " + reason, e);
    }
  }
}

package io.quern.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** What Spark writes for an array, a map or a struct where it is cast to a text. */
final class SparkText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SparkText() {}

  /** The text of a value, which is JSON where its column's values are made of others. */
  static String of(String value, ResultColumn column) {
    if (!column.isNested() || value.equals(Outcome.NULL)) {
      return value;
    }
    try {
      return text(JSON.readTree(value), DataType.fromDDL(column.type()));
    } catch (JsonProcessingException e) {
      throw new AssertionError(value, e);
    }
  }

  private static String text(JsonNode value, DataType type) {
    if (value.isNull()) {
      return "null";
    } else if (type instanceof ArrayType array) {
      List<String> elements = new ArrayList<>();
      value.forEach(element -> elements.add(text(element, array.elementType())));
      return "[" + String.join(", ", elements) + "]";
    } else if (type instanceof MapType map) {
      List<String> entries = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        entries.add(entry.getKey() + " -> " + text(entry.getValue(), map.valueType()));
      }
      return "{" + String.join(", ", entries) + "}";
    } else if (type instanceof StructType struct) {
      List<String> fields = new ArrayList<>();
      Iterator<JsonNode> values = value.iterator();
      for (var field : struct.fields()) {
        fields.add(text(values.next(), field.dataType()));
      }
      return "{" + String.join(", ", fields) + "}";
    }
    return value.asText();
  }
}

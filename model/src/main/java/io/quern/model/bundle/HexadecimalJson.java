package io.quern.model.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;

/** Checksums in JSON: eight hexadecimal digits. */
final class HexadecimalJson {
  private HexadecimalJson() {}

  static String print(int value) {
    return "%08x".formatted(value);
  }

  /** int to text. */
  static final class Writer extends StdScalarSerializer<Integer> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Integer.class);
    }

    @Override
    public void serialize(Integer value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(print(value));
    }
  }

  /** Text to int. */
  static final class Reader extends StdScalarDeserializer<Integer> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Integer.class);
    }

    @Override
    public Integer deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getText();
      try {
        return Integer.parseUnsignedInt(text, 16);
      } catch (NumberFormatException e) {
        return (Integer) context.handleWeirdStringValue(int.class, text, "not hexadecimal");
      }
    }
  }
}

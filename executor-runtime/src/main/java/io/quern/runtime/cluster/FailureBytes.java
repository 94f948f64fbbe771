package io.quern.runtime.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Encoding of a {@link QuernException}: code, message, hint. */
final class FailureBytes {
  private static final int LONGEST_TEXT = 1 << 20;

  private FailureBytes() {}

  static void write(QuernException failure, DataOutput out) throws IOException {
    writeText(failure.code().name(), out);
    writeText(failure.getMessage(), out);
    writeText(failure.hint().orElse(""), out);
  }

  static QuernException read(DataInput in) throws IOException {
    ErrorCode code = ErrorCode.valueOf(readText(in));
    QuernException failure = new QuernException(code, readText(in));
    String hint = readText(in);
    return hint.isEmpty() ? failure : failure.withHint(hint);
  }

  private static void writeText(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LONGEST_TEXT) {
      throw new IOException("Invalid text of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, UTF_8);
  }
}

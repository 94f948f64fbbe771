package io.quern.runtime.train;

import io.quern.model.bundle.FileEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What the driver commands a parameter server: to write its rows, named by the folder to write to;
 * in no bytes at all, to report; in a byte 0, to end an epoch. And the answer to the first.
 */
final class ServerCommand {
  private ServerCommand() {}

  /** Asks for a {@link ServerReport}. */
  static byte[] report() {
    return new byte[0];
  }

  static boolean isReport(byte[] command) {
    return command.length == 0;
  }

  /** Says that an epoch is over: rows may go. Answered by no bytes. */
  static byte[] endOfEpoch() {
    return new byte[1];
  }

  static boolean isEndOfEpoch(byte[] command) {
    return command.length == 1 && command[0] == 0;
  }

  /** Asks for a shard file in a staged bundle's folder. */
  static byte[] write(String folder) {
    return folder.getBytes(StandardCharsets.UTF_8);
  }

  static String folder(byte[] command) {
    return new String(command, StandardCharsets.UTF_8);
  }

  /** The answer: the file is there. */
  static byte[] written(FileEntry file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(file.name());
      out.writeLong(file.size());
      out.writeInt(file.crc32c());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  static FileEntry file(byte[] answer) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer));
      return new FileEntry(in.readUTF(), in.readLong(), in.readInt());
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid answer of " + answer.length + " bytes", e);
    }
  }
}

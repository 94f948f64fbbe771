package io.quern.runtime.train;

import io.quern.model.bundle.FileEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the driver commands a parameter server: to write its rows, named by the folder to write to;
 * to save its state, by a byte 1 and the folder; in no bytes at all, to report; in a byte 0, to end
 * an epoch. And the answer to the first two.
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

  /** Asks for a file of the server's state in a staged folder, a bundle's or a checkpoint's. */
  static byte[] save(String folder) {
    return ('\u0001' + folder).getBytes(StandardCharsets.UTF_8);
  }

  static boolean isSave(byte[] command) {
    return command.length > 1 && command[0] == 1;
  }

  /** Where to write or save to. */
  static String folder(byte[] command) {
    int from = isSave(command) ? 1 : 0;
    return new String(command, from, command.length - from, StandardCharsets.UTF_8);
  }

  /** The answer: the files are there. */
  static byte[] written(List<FileEntry> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(files.size());
      for (FileEntry file : files) {
        out.writeUTF(file.name());
        out.writeLong(file.size());
        out.writeInt(file.crc32c());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  static List<FileEntry> files(byte[] answer) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer));
      int count = in.readInt();
      List<FileEntry> files = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        files.add(new FileEntry(in.readUTF(), in.readLong(), in.readInt()));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("Invalid answer of " + answer.length + " bytes", e);
    }
  }
}

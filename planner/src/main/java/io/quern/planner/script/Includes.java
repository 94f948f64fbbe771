package io.quern.planner.script;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.parser.DialectParser;
import io.quern.parser.tree.PlacedText;
import io.quern.parser.tree.SqlInclude;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.classic.SparkSession;

/** The scripts being run one inside the other. Confined to one thread. */
final class Includes {
  private static final int MAX_DEPTH = 16;

  /** MLSQL's name for plain paths, and its synonyms. */
  private static final Set<String> FORMATS = Set.of("hdfs", "file");

  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Reads the script that an INCLUDE statement names; {@link #close} follows.
   *
   * @throws QuernException at the path's place where it cannot be read or includes itself
   */
  ScriptText open(String statement, SparkSession session) {
    SqlInclude include = (SqlInclude) DialectParser.parse(statement);
    include.format().ifPresent(Includes::checkFormat);
    try {
      return open(include.path().text(), session.sessionState().newHadoopConf());
    } catch (QuernException e) {
      throw e.at(include.path().position());
    }
  }

  private ScriptText open(String path, Configuration conf) {
    if (open.contains(path)) {
      throw new QuernException(ErrorCode.NAME, "Script '" + path + "' includes itself");
    }
    if (open.size() == MAX_DEPTH) {
      throw new QuernException(
          ErrorCode.RESOURCE, "Scripts include each other more than " + MAX_DEPTH + " deep");
    }
    ScriptText script = new ScriptText(path, read(path, conf));
    open.push(path);
    return script;
  }

  private static void checkFormat(PlacedText format) {
    if (!FORMATS.contains(format.text().toLowerCase(Locale.ROOT))) {
      throw new QuernException(
              ErrorCode.NAME, "Scripts cannot be included from '" + format.text() + "'")
          .at(format.position())
          .withHint("Write include hdfs.`path`, for any path that Hadoop can read");
    }
  }

  void close() {
    open.pop();
  }

  private static String read(String path, Configuration conf) {
    try {
      Path file = new Path(path);
      try (InputStream in = file.getFileSystem(conf).open(file)) {
        return decode(in.readAllBytes());
      }
    } catch (FileNotFoundException e) {
      throw new QuernException(ErrorCode.STORAGE, "Script '" + path + "' does not exist", e);
    } catch (CharacterCodingException e) {
      throw new QuernException(ErrorCode.PARSE, "Script '" + path + "' is not valid UTF-8", e);
    } catch (IOException | IllegalArgumentException e) { // the latter: no path
      throw new QuernException(
          ErrorCode.STORAGE, "Cannot read script '" + path + "': " + e.getMessage(), e);
    }
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}

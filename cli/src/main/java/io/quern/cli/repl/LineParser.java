package io.quern.cli.repl;

import io.quern.cli.command.CommandCompletion;
import io.quern.cli.command.Commands;
import io.quern.cli.complete.StatementCompletion;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine whether a text is complete, and which word the cursor is in. */
final class LineParser implements Parser {
  @Override
  public ParsedLine parse(String text, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && !TypedText.isComplete(text)) {
      throw new EOFError(-1, -1, "The statement has no semicolon yet");
    }
    int start = context == ParseContext.COMPLETE ? wordStart(text, cursor) : cursor;
    return new Line(text, cursor, text.substring(start, cursor));
  }

  private static int wordStart(String text, int cursor) {
    return Commands.isCommand(text)
        ? CommandCompletion.wordStart(text, cursor)
        : StatementCompletion.wordStart(text, cursor);
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }

  /** A text with the part of the word in front of the cursor, which a proposal replaces. */
  private record Line(String line, int cursor, String word) implements CompletingParsedLine {
    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}

package io.quern.cli.output;

import static java.util.Objects.requireNonNull;

import io.quern.planner.script.ScriptException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prints results on standard output: each as it comes, or, for programs, only the last one. A
 * result that is not printed is computed all the same, so that its failure is not missed; a view is
 * not, for who reads it will see.
 */
public final class Results {
  private final OutputSettings settings;
  private final PrintStream out;
  private final Consumer<String> notes;
  private Optional<Result> held = Optional.empty();
  private int results;
  private boolean printed;

  /**
   * @param notes told what a result meant for programs cannot say itself
   */
  public Results(OutputSettings settings, PrintStream out, Consumer<String> notes) {
    this.settings = requireNonNull(settings, "settings is null");
    this.out = requireNonNull(out, "out is null");
    this.notes = requireNonNull(notes, "notes is null");
  }

  /** A statement has a result with at least one column. */
  public void onResult(Result result) throws ScriptException {
    if (settings.allResults()) {
      print(result);
      return;
    }
    if (held.isPresent()) {
      held.get().compute();
    }
    held = Optional.of(result);
    results++;
  }

  /** The script is at its end: prints what was held back. */
  public void finish() throws ScriptException {
    if (held.isPresent()) {
      print(held.get());
      held = Optional.empty();
    }
    if (results > 1) {
      notes.accept(
          "Only the last of %d results is printed; --all-results prints every one"
              .formatted(results));
    }
  }

  private void print(Result result) throws ScriptException {
    if (printed && settings.format() != ResultFormat.JSON) { // an empty line is no JSON object
      out.println();
    }
    result.read(this::write);
    out.flush();
    printed = true;
  }

  private void write(ResultRows rows) {
    boolean isCut = settings.format().writer(settings.screen()).write(rows, settings.limit(), out);
    if (isCut && settings.format().isForPrograms()) {
      notes.accept("Only the " + settings.limit().notice());
    } else if (isCut) {
      out.println("(" + settings.limit().notice() + ")");
    }
  }
}

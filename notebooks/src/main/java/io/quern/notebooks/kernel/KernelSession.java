package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import io.quern.cli.complete.Names;
import io.quern.cli.complete.SessionNames;
import io.quern.cli.run.SessionStart;
import java.util.Optional;
import org.apache.spark.sql.classic.SparkSession;

/** The session that all cells share, and the names it knows. Confined to the shell's thread. */
final class KernelSession {
  private final SessionStart start;
  private Optional<SessionNames> names = Optional.empty();

  KernelSession(SessionStart start) {
    this.start = requireNonNull(start, "start is null");
  }

  /**
   * The session, once it is there.
   *
   * @throws io.quern.api.QuernException where it could not start
   */
  SparkSession await() throws InterruptedException {
    return start.await();
  }

  /** The session, if it is there already. */
  Optional<SparkSession> ready() {
    return start.ready();
  }

  /** The names of its catalog; none while Spark starts. */
  Names names() {
    if (names.isEmpty()) {
      names = start.ready().map(SessionNames::new);
    }
    return names.isPresent() ? names.get() : Names.none();
  }

  /** A statement has run: its catalog may have changed. */
  void forgetNames() {
    names.ifPresent(SessionNames::forget);
  }
}

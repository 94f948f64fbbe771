package io.quern.notebooks.kernel;

import static java.util.Objects.requireNonNull;

import io.quern.cli.complete.Names;
import io.quern.cli.complete.PatientNames;
import io.quern.cli.engine.EngineStart;
import io.quern.cli.engine.LocalEngine;
import java.util.Optional;
import org.apache.spark.sql.classic.SparkSession;

/** The session that all cells share, and the names it knows. Confined to the shell's thread. */
final class KernelSession {
  private final EngineStart<LocalEngine> start;
  private Optional<PatientNames> names = Optional.empty();

  KernelSession(EngineStart<LocalEngine> start) {
    this.start = requireNonNull(start, "start is null");
  }

  /**
   * Where cells run, once it is there.
   *
   * @throws io.quern.api.QuernException where it could not start
   */
  LocalEngine await() throws InterruptedException {
    return start.await();
  }

  /** The session, if it is there already. */
  Optional<SparkSession> ready() {
    return start.ready().map(LocalEngine::session);
  }

  /** The names of its catalog; none while Spark starts. */
  Names names() {
    if (names.isEmpty()) {
      names = start.ready().map(engine -> new PatientNames(engine.names()));
    }
    return names.isPresent() ? names.get() : Names.none();
  }

  /** A statement has run: its catalog may have changed. */
  void forgetNames() {
    names.ifPresent(PatientNames::forget);
  }
}

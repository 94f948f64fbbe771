package io.quern.notebooks;

import io.quern.cli.engine.LocalEngine;
import io.quern.cli.session.SessionOptions;
import io.quern.cli.session.Sessions;
import io.quern.notebooks.kernel.Kernel;
import io.quern.notebooks.protocol.ConnectionFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sun.misc.Signal;

/** {@code bin/quern kernel start}, which Jupyter runs. */
@Command(name = "start", description = "Serve a front end of Jupyter, which calls this itself.")
final class StartCommand implements Callable<Integer> {
  @Option(
      names = "-f",
      paramLabel = "FILE",
      required = true,
      description = "Connection file of the front end.")
  private Path file = Path.of("");

  @Mixin private SessionOptions session = new SessionOptions();

  @Override
  public Integer call() throws InterruptedException {
    ConnectionFile connection = ConnectionFile.read(file);
    try (Kernel kernel = Kernel.start(connection, this::startEngine)) {
      Signal.handle(new Signal("INT"), signal -> kernel.interrupt());
      FrontEnd.whenGone(kernel::shutDown);
      kernel.awaitShutdown();
    }
    return 0;
  }

  private LocalEngine startEngine() {
    return new LocalEngine(Sessions.start(session, Map.of()));
  }
}

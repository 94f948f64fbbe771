package io.quern.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands out the {@link ServerLab} of this process, which goes with its last test. */
final class SharedServer implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ServerLab.class;
  }

  @Override
  public ServerLab resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedServer.class))
        .getOrComputeIfAbsent(Lab.class, key -> new Lab(), Lab.class)
        .lab;
  }

  /** What JUnit closes. */
  private static final class Lab implements AutoCloseable {
    private final ServerLab lab;

    private Lab() {
      try {
        Path folder = Files.createTempDirectory("server");
        folder.toFile().deleteOnExit();
        lab = ServerLab.start(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      lab.close();
    }
  }
}

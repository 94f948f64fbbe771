package io.quern.bench.kernels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quern.ps.ParameterServer;
import io.quern.ps.PsAddress;
import io.quern.ps.PsEndpoint;
import io.quern.ps.PsSecret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A parameter server in a process of its own, so that its client has to take the network. It ends
 * when its standard input does.
 */
final class ServerProcess implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Process process;
  private final PsAddress address;

  private ServerProcess(Process process, PsAddress address) {
    this.process = process;
    this.address = address;
  }

  static ServerProcess start(Rule rule, PsSecret secret) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                rule.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process
        .getOutputStream()
        .write((HexFormat.of().formatHex(secret.toBytes()) + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
    String port =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    return new ServerProcess(process, new PsAddress(LOOPBACK, Integer.parseInt(port)));
  }

  PsAddress address() {
    return address;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  public static void main(String[] arguments) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    PsSecret secret = PsSecret.of(HexFormat.of().parseHex(in.readLine()));
    try (ParameterServer server =
            new ParameterServer(ServerShape.server(Rule.valueOf(arguments[0])));
        PsEndpoint endpoint = PsEndpoint.bind(server, LOOPBACK, 0, secret)) {
      System.out.println(endpoint.address().port());
      while (in.readLine() != null) {
        // until the client closes it
      }
    }
  }
}

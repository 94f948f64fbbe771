package io.quern.cli.server;

import io.quern.cli.server.auth.Authentication;
import io.quern.cli.server.auth.PasswordAuthentication;
import io.quern.cli.session.SessionOptions;
import io.quern.cli.session.Sessions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.net.ServerSocketFactory;
import org.apache.spark.sql.classic.SparkSession;

/** A server in this process, as {@code bin/quern server} sets it up. */
final class ServerLab implements AutoCloseable {
  static final String VERSION = "1.2.3-test";
  private static final int MAX_SESSIONS = 100;

  private final SparkSession spark;
  private final JdbcServer server;

  private ServerLab(SparkSession spark, JdbcServer server) {
    this.spark = spark;
    this.server = server;
  }

  static ServerLab start(Path folder) {
    Map<String, String> settings = new HashMap<>(ServerCommand.defaults());
    settings.put("spark.sql.warehouse.dir", folder.resolve("warehouse").toString());
    SparkSession spark = Sessions.start(new SessionOptions(), settings);
    return new ServerLab(spark, serve(spark, PasswordAuthentication.none()));
  }

  static JdbcServer serve(SparkSession spark, Authentication authentication) {
    return serve(spark, authentication, ServerSocketFactory.getDefault());
  }

  static JdbcServer serve(
      SparkSession spark, Authentication authentication, ServerSocketFactory sockets) {
    return JdbcServer.start(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            sockets,
            authentication,
            MAX_SESSIONS,
            Map.of("who", "a person"),
            VERSION),
        spark);
  }

  SparkSession spark() {
    return spark;
  }

  JdbcServer server() {
    return server;
  }

  String url() {
    return url(server);
  }

  static String url(JdbcServer server) {
    return "jdbc:hive2://127.0.0.1:%d/".formatted(server.port());
  }

  @Override
  public void close() {
    server.close();
    spark.stop();
  }
}

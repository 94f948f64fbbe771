package io.quern.cli.remote;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is, as JDBC writes it: {@code
 * jdbc:hive2://host:port/schema;user=u;password=p;ssl=true?setting=value#variable=value}.
 *
 * @param options those behind the schema, names in lower case
 * @param settings of the session, as the protocol names them
 */
public record RemoteUrl(
    String host, int port, Map<String, String> options, Map<String, String> settings) {
  private static final int DEFAULT_PORT = 10_000;
  private static final Pattern URL =
      Pattern.compile(
          "jdbc:hive2://(?<host>\\[[^\\]]+\\]|[^:/;?#,]+)(:(?<port>\\d{1,5}))?"
              + "(/(?<schema>[^;?#]*)(;(?<options>[^?#]*))?"
              + "(\\?(?<settings>[^#]*))?(#(?<variables>.*))?)?");

  public RemoteUrl {
    requireNonNull(host, "host is null");
    options = Map.copyOf(options);
    settings = Map.copyOf(settings);
  }

  /**
   * Reads one.
   *
   * @throws QuernException where it is none
   */
  public static RemoteUrl parse(String url) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      // The URL may hold a password.
      throw new QuernException(ErrorCode.CONFIG, "The URL to connect to is none that is understood")
          .withHint("Write jdbc:hive2://host:port/schema;user=name;password=word;ssl=true");
    }
    Map<String, String> settings = new LinkedHashMap<>();
    pairs(matcher.group("settings"))
        .forEach((name, value) -> settings.put("set:hiveconf:" + name, value));
    pairs(matcher.group("variables"))
        .forEach((name, value) -> settings.put("set:hivevar:" + name, value));
    Optional.ofNullable(matcher.group("schema"))
        .filter(schema -> !schema.isEmpty())
        .ifPresent(schema -> settings.put("use:database", schema));
    Map<String, String> options = new LinkedHashMap<>();
    pairs(matcher.group("options"))
        .forEach((name, value) -> options.put(name.toLowerCase(Locale.ROOT), value));
    String port = matcher.group("port");
    return new RemoteUrl(
        matcher.group("host").replaceAll("[\\[\\]]", ""),
        port == null ? DEFAULT_PORT : Integer.parseInt(port),
        options,
        settings);
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (text != null) {
      for (String pair : text.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1));
        }
      }
    }
    return pairs;
  }

  /** The same with further variables for the session. */
  public RemoteUrl withVariables(Map<String, String> variables) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    variables.forEach((name, value) -> all.put("set:hivevar:" + name, value));
    return new RemoteUrl(host, port, options, all);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  boolean isTls() {
    return option("ssl").map(Boolean::parseBoolean).orElse(false);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "jdbc:hive2://" + host + ":" + port + "/";
  }
}

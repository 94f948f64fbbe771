package io.quern.cli.server.metadata;

import static java.util.Objects.requireNonNull;

import org.apache.hive.service.rpc.thrift.TGetInfoType;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;

/** What the server says of itself. Immutable. */
public final class ServerInfo {
  private static final int NO_LIMIT = 0;
  private static final int MOST_NAME = 255;

  private final String version;

  /**
   * @param version of Quern
   */
  public ServerInfo(String version) {
    this.version = requireNonNull(version, "version is null");
  }

  /** The answer to one question; the empty text where there is nothing to say. */
  public TGetInfoValue answer(TGetInfoType question) {
    return switch (question) {
      case CLI_SERVER_NAME, CLI_DBMS_NAME -> TGetInfoValue.stringValue("Quern");
      case CLI_DBMS_VER -> TGetInfoValue.stringValue(version);
      case CLI_IDENTIFIER_QUOTE_CHAR -> TGetInfoValue.stringValue("`");
      case CLI_SEARCH_PATTERN_ESCAPE -> TGetInfoValue.stringValue("\\");
      case CLI_DATA_SOURCE_READ_ONLY -> TGetInfoValue.stringValue("N");
      case CLI_MAX_COLUMN_NAME_LEN,
          CLI_MAX_SCHEMA_NAME_LEN,
          CLI_MAX_CATALOG_NAME_LEN,
          CLI_MAX_TABLE_NAME_LEN,
          CLI_MAX_IDENTIFIER_LEN ->
          TGetInfoValue.lenValue(MOST_NAME);
      case CLI_MAX_DRIVER_CONNECTIONS,
          CLI_MAX_CONCURRENT_ACTIVITIES,
          CLI_MAX_COLUMNS_IN_GROUP_BY,
          CLI_MAX_COLUMNS_IN_INDEX,
          CLI_MAX_COLUMNS_IN_ORDER_BY,
          CLI_MAX_COLUMNS_IN_SELECT,
          CLI_MAX_COLUMNS_IN_TABLE,
          CLI_MAX_TABLES_IN_SELECT,
          CLI_MAX_STATEMENT_LEN,
          CLI_MAX_ROW_SIZE ->
          TGetInfoValue.lenValue(NO_LIMIT);
      default -> TGetInfoValue.stringValue("");
    };
  }
}

package io.quern.cli.server.protocol;

import static java.util.Objects.requireNonNull;

import io.quern.cli.server.metadata.Metadata;
import io.quern.cli.server.metadata.ServerInfo;
import io.quern.cli.server.session.ClientSession;
import io.quern.cli.server.session.Operation;
import java.util.function.Consumer;
import org.apache.hive.service.rpc.thrift.TGetCatalogsReq;
import org.apache.hive.service.rpc.thrift.TGetCatalogsResp;
import org.apache.hive.service.rpc.thrift.TGetColumnsReq;
import org.apache.hive.service.rpc.thrift.TGetColumnsResp;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceReq;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceResp;
import org.apache.hive.service.rpc.thrift.TGetFunctionsReq;
import org.apache.hive.service.rpc.thrift.TGetFunctionsResp;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysReq;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysResp;
import org.apache.hive.service.rpc.thrift.TGetSchemasReq;
import org.apache.hive.service.rpc.thrift.TGetSchemasResp;
import org.apache.hive.service.rpc.thrift.TGetTableTypesReq;
import org.apache.hive.service.rpc.thrift.TGetTableTypesResp;
import org.apache.hive.service.rpc.thrift.TGetTablesReq;
import org.apache.hive.service.rpc.thrift.TGetTablesResp;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoReq;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;

/**
 * The calls about what there is: about the server, and about its catalog. Confined to the
 * connection's thread.
 */
abstract class MetadataCalls extends MissingCalls {
  /** Whose calls these are; all groups of calls work with it. */
  final Caller caller;

  private final ServerInfo info;

  MetadataCalls(Caller caller, ServerInfo info) {
    this.caller = requireNonNull(caller, "caller is null");
    this.info = requireNonNull(info, "info is null");
  }

  @Override
  public TGetInfoResp GetInfo(TGetInfoReq request) {
    TGetInfoResp response = new TGetInfoResp();
    response.setInfoValue(TGetInfoValue.stringValue(""));
    Calls.run(
        response::setStatus,
        () -> {
          ClientSession ignored = caller.session(request.getSessionHandle());
          response.setInfoValue(info.answer(request.getInfoType()));
        });
    return response;
  }

  /** One of {@link Metadata}'s answers. */
  private interface Question {
    Operation ask(ClientSession session);
  }

  private void ask(
      TSessionHandle session,
      TOperationType type,
      Consumer<TStatus> status,
      Consumer<TOperationHandle> handle,
      Question question) {
    Calls.run(
        status,
        () ->
            handle.accept(
                new TOperationHandle(
                    question.ask(caller.session(session)).handle().identifier(), type, true)));
  }

  @Override
  public TGetTypeInfoResp GetTypeInfo(TGetTypeInfoReq request) {
    TGetTypeInfoResp response = new TGetTypeInfoResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_TYPE_INFO,
        response::setStatus,
        response::setOperationHandle,
        Metadata::types);
    return response;
  }

  @Override
  public TGetCatalogsResp GetCatalogs(TGetCatalogsReq request) {
    TGetCatalogsResp response = new TGetCatalogsResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_CATALOGS,
        response::setStatus,
        response::setOperationHandle,
        Metadata::catalogs);
    return response;
  }

  @Override
  public TGetSchemasResp GetSchemas(TGetSchemasReq request) {
    TGetSchemasResp response = new TGetSchemasResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_SCHEMAS,
        response::setStatus,
        response::setOperationHandle,
        session -> Metadata.schemas(session, request));
    return response;
  }

  @Override
  public TGetTablesResp GetTables(TGetTablesReq request) {
    TGetTablesResp response = new TGetTablesResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_TABLES,
        response::setStatus,
        response::setOperationHandle,
        session -> Metadata.tables(session, request));
    return response;
  }

  @Override
  public TGetTableTypesResp GetTableTypes(TGetTableTypesReq request) {
    TGetTableTypesResp response = new TGetTableTypesResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_TABLE_TYPES,
        response::setStatus,
        response::setOperationHandle,
        Metadata::tableTypes);
    return response;
  }

  @Override
  public TGetColumnsResp GetColumns(TGetColumnsReq request) {
    TGetColumnsResp response = new TGetColumnsResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_COLUMNS,
        response::setStatus,
        response::setOperationHandle,
        session -> Metadata.columns(session, request));
    return response;
  }

  @Override
  public TGetFunctionsResp GetFunctions(TGetFunctionsReq request) {
    TGetFunctionsResp response = new TGetFunctionsResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_FUNCTIONS,
        response::setStatus,
        response::setOperationHandle,
        session -> Metadata.functions(session, request));
    return response;
  }

  @Override
  public TGetPrimaryKeysResp GetPrimaryKeys(TGetPrimaryKeysReq request) {
    TGetPrimaryKeysResp response = new TGetPrimaryKeysResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_FUNCTIONS,
        response::setStatus,
        response::setOperationHandle,
        Metadata::primaryKeys);
    return response;
  }

  @Override
  public TGetCrossReferenceResp GetCrossReference(TGetCrossReferenceReq request) {
    TGetCrossReferenceResp response = new TGetCrossReferenceResp();
    ask(
        request.getSessionHandle(),
        TOperationType.GET_FUNCTIONS,
        response::setStatus,
        response::setOperationHandle,
        Metadata::crossReference);
    return response;
  }
}

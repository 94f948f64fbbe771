package io.quern.cli.server.protocol;

import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCancelDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TCancelDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TDownloadDataReq;
import org.apache.hive.service.rpc.thrift.TDownloadDataResp;
import org.apache.hive.service.rpc.thrift.TGetDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TGetDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TRenewDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TRenewDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TUploadDataReq;
import org.apache.hive.service.rpc.thrift.TUploadDataResp;

/** Calls of the protocol that this server has nothing behind; each says so. Stateless. */
abstract class MissingCalls implements TCLIService.Iface {
  @Override
  public TGetDelegationTokenResp GetDelegationToken(TGetDelegationTokenReq request) {
    TGetDelegationTokenResp response = new TGetDelegationTokenResp();
    response.setStatus(Calls.unsupported("A delegation token"));
    return response;
  }

  @Override
  public TCancelDelegationTokenResp CancelDelegationToken(TCancelDelegationTokenReq request) {
    TCancelDelegationTokenResp response = new TCancelDelegationTokenResp();
    response.setStatus(Calls.unsupported("A delegation token"));
    return response;
  }

  @Override
  public TRenewDelegationTokenResp RenewDelegationToken(TRenewDelegationTokenReq request) {
    TRenewDelegationTokenResp response = new TRenewDelegationTokenResp();
    response.setStatus(Calls.unsupported("A delegation token"));
    return response;
  }

  @Override
  public TUploadDataResp UploadData(TUploadDataReq request) {
    TUploadDataResp response = new TUploadDataResp();
    response.setStatus(Calls.unsupported("Sending data"));
    return response;
  }

  @Override
  public TDownloadDataResp DownloadData(TDownloadDataReq request) {
    TDownloadDataResp response = new TDownloadDataResp();
    response.setStatus(Calls.unsupported("Downloading data"));
    return response;
  }
}

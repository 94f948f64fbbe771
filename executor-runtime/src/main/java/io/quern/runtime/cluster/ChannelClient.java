package io.quern.runtime.cluster;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.rpc.AbortableRpcFuture;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcTimeout;
import org.apache.spark.util.RpcUtils;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.FutureConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A role's end of a {@link DriverChannel}. Thread-safe. */
final class ChannelClient {
  /** Answers may be deferred for as long as a run lasts; its lease says when to give up. */
  private static final RpcTimeout FOR_EVER =
      new RpcTimeout(new FiniteDuration(36_500, TimeUnit.DAYS), "spark.quern (run's lease)");

  private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

  private final RpcEndpointRef driver;

  private ChannelClient(RpcEndpointRef driver) {
    this.driver = driver;
  }

  /** Finds the channel; {@code CLUSTER} when the driver has none of that name. */
  static ChannelClient connect(String name) {
    SparkEnv env = SparkEnv.get();
    try {
      return new ChannelClient(RpcUtils.makeDriverRef(name, env.conf(), env.rpcEnv()));
    } catch (Exception e) { // Scala throws SparkException without declaring it
      throw lost("The driver has no channel '%s'".formatted(name), e);
    }
  }

  /**
   * Sends one request and waits for the answer, which may be deferred for as long as the run lasts.
   * Ends early when {@code lease} is lost, the thread is interrupted or the task is killed.
   */
  byte[] ask(byte[] request, RoleLease lease) throws InterruptedException {
    AbortableRpcFuture<byte[]> answer = driver.askAbortable(request, FOR_EVER, BYTES);
    CompletableFuture<byte[]> value =
        FutureConverters.asJava(answer.future()).toCompletableFuture().handle(ChannelClient::open);
    try {
      return RoleWait.await(value, lease);
    } finally {
      if (!value.isDone()) {
        answer.abort(new SparkException("The role stopped waiting"));
      }
    }
  }

  private static byte[] open(byte[] reply, Throwable failure) {
    if (failure != null) {
      throw lost("The driver does not answer", failure);
    }
    return ChannelReply.open(reply);
  }

  private static QuernException lost(String message, Throwable cause) {
    return new QuernException(ErrorCode.CLUSTER, message + ": " + cause.getMessage(), cause);
  }
}

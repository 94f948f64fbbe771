package io.quern.runtime.cluster;

import java.util.function.BiConsumer;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * The bridge to Spark's RPC: an endpoint, written in Java, that hands every question to a consumer.
 *
 * <p>Spark's trait is {@code private[spark]} in Scala and public in byte code; its default methods
 * are ordinary Java defaults and its initialiser does nothing. Nothing else of the runtime touches
 * {@code RpcEndpoint}.
 */
final class ChannelEndpoint implements ThreadSafeRpcEndpoint {
  private final RpcEnv rpcEnv;
  private final BiConsumer<byte[], RpcCallContext> questions;

  ChannelEndpoint(RpcEnv rpcEnv, BiConsumer<byte[], RpcCallContext> questions) {
    this.rpcEnv = rpcEnv;
    this.questions = questions;
  }

  @Override
  public RpcEnv rpcEnv() {
    return rpcEnv;
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext caller) {
    return new Questions(questions, caller);
  }

  private static final class Questions extends AbstractPartialFunction<Object, BoxedUnit> {
    private final transient BiConsumer<byte[], RpcCallContext> questions;
    private final transient RpcCallContext caller;

    Questions(BiConsumer<byte[], RpcCallContext> questions, RpcCallContext caller) {
      this.questions = questions;
      this.caller = caller;
    }

    @Override
    public boolean isDefinedAt(Object message) {
      return message instanceof byte[];
    }

    @Override
    @SuppressWarnings("unchecked") // the signature of Scala's method after erasure of its bounds
    public <A, B> B applyOrElse(A message, scala.Function1<A, B> otherwise) {
      if (message instanceof byte[] payload) {
        questions.accept(payload, caller);
        return (B) BoxedUnit.UNIT;
      }
      return otherwise.apply(message);
    }
  }
}

package io.quern.notebooks.protocol;

/** Who receives what front ends send. Called on the wire's thread: must not wait. */
@FunctionalInterface
public interface Inbox {
  /** A message of somebody who knows the key has come. */
  void onMessage(Channel channel, Message message);
}

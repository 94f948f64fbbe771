package io.quern.planner.session;

/** Ends what a registration began; closing twice does nothing more. */
public interface Registration extends AutoCloseable {
  @Override
  void close();
}

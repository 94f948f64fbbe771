package io.quern.ps;

/** Sets the learning rates. */
record RatesCall(float dense, float sparse) implements Call {
  @Override
  public byte kind() {
    return Wire.SET_RATES;
  }

  @Override
  public void encode(ServerShare share, FrameWriter to) {
    to.putFloat(dense).putFloat(sparse);
  }

  @Override
  public void runOn(ParameterServer server, int worker, Workspace workspace) {
    server.setLearningRates(dense, sparse);
  }
}

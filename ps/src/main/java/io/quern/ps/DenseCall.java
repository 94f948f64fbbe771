package io.quern.ps;

/** Pull of the dense values. */
@SuppressWarnings("ArrayRecordComponent") // the caller's buffer; never compared
record DenseCall(float[] values) implements Call {
  @Override
  public byte kind() {
    return Wire.PULL_DENSE;
  }

  @Override
  public boolean concerns(ServerShare share) {
    return share.denseLength() > 0;
  }

  @Override
  public void encode(ServerShare share, FrameWriter to) {}

  @Override
  public void decode(ServerShare share, FrameReader from) throws ProtocolException {
    from.getFloats(values, share.denseFrom(), share.denseLength());
  }

  @Override
  public void runOn(ParameterServer server, int worker, Workspace workspace) {
    server.pullDense(values, server.denseFrom());
  }
}

package io.quern.bench;

import io.quern.model.feature.FeatureRow;

/** A row of ids behind its label. */
@SuppressWarnings("ArrayRecordComponent") // a cursor; never compared
record IdRow(long[] labelAndIds) implements FeatureRow {
  @Override
  public boolean isMissing(int column) {
    return false;
  }

  @Override
  public long integral(int column) {
    return labelAndIds[1 + column];
  }

  @Override
  public double number(int column) {
    throw onlyIds();
  }

  @Override
  public byte[] utf8(int column) {
    throw onlyIds();
  }

  @Override
  public int size(int column) {
    throw onlyIds();
  }

  @Override
  public boolean isElementMissing(int column, int element) {
    throw onlyIds();
  }

  @Override
  public long integralElement(int column, int element) {
    throw onlyIds();
  }

  @Override
  public double numberElement(int column, int element) {
    throw onlyIds();
  }

  @Override
  public byte[] utf8Element(int column, int element) {
    throw onlyIds();
  }

  private static IllegalStateException onlyIds() {
    return new IllegalStateException("All columns are ids");
  }
}

package io.quern.bench.kernels;

import io.quern.model.feature.FeatureRow;

/** A row of counts followed by one of short texts: what a click log looks like. */
@SuppressWarnings("ArrayRecordComponent") // a cursor; never compared
record ClickRow(double[] counts, byte[][] texts) implements FeatureRow {
  @Override
  public boolean isMissing(int column) {
    return false;
  }

  @Override
  public long integral(int column) {
    throw neither();
  }

  @Override
  public double number(int column) {
    return counts[column];
  }

  @Override
  public byte[] utf8(int column) {
    return texts[column - counts.length];
  }

  @Override
  public int size(int column) {
    throw neither();
  }

  @Override
  public boolean isElementMissing(int column, int element) {
    throw neither();
  }

  @Override
  public long integralElement(int column, int element) {
    throw neither();
  }

  @Override
  public double numberElement(int column, int element) {
    throw neither();
  }

  @Override
  public byte[] utf8Element(int column, int element) {
    throw neither();
  }

  private static IllegalStateException neither() {
    return new IllegalStateException("Columns are numbers and texts");
  }
}

package io.quern.bench.scale;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What one core of a machine needs, in nanoseconds; docs/scale.md explains each.
 *
 * @param value of one feature value of one sample: read, numbered, entered into the batch
 * @param coordinate of one weight of one value: gathered, and its gradient scattered
 * @param product of one multiplication of a layer, forward and backward
 * @param near distinct rows of a batch where the server is in the worker's process
 * @param far the same where it is in one of its own
 * @param sent of one byte on the wire, at the worker
 * @param served of one byte on the wire, at the server, beside the row itself
 * @param parameter of one dense parameter and step
 * @param step of a step, whatever its size
 */
record Constants(
    double value,
    double coordinate,
    double product,
    RowCost near,
    RowCost far,
    double sent,
    double served,
    double parameter,
    double step) {

  /**
   * What distinct rows need, pulled and pushed.
   *
   * @param row of one, apart from its weights
   * @param weight of one weight of it
   */
  record RowCost(double row, double weight) {
    double of(double rows, int width) {
      return rows * (row + width * weight);
    }
  }

  /** Those of the machine of docs/benchmarks.md. */
  static Constants measured() {
    Properties properties = new Properties();
    try (InputStream in = Constants.class.getResourceAsStream("constants.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Constants(
        nanos(properties, "value"),
        nanos(properties, "coordinate"),
        nanos(properties, "product"),
        new RowCost(nanos(properties, "row"), nanos(properties, "weight")),
        new RowCost(nanos(properties, "farRow"), nanos(properties, "farWeight")),
        nanos(properties, "sent"),
        nanos(properties, "served"),
        nanos(properties, "parameter"),
        nanos(properties, "step"));
  }

  private static double nanos(Properties properties, String name) {
    return Double.parseDouble(properties.getProperty(name));
  }
}

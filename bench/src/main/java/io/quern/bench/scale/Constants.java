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
 * @param row of one distinct row of a batch, pulled and pushed, apart from its weights
 * @param weight of one weight of such a row, pulled and pushed
 * @param sent of one byte on the wire, at the worker
 * @param served of one byte on the wire, at the server, beside the row itself
 * @param parameter of one dense parameter and step
 * @param step of a step, whatever its size
 */
record Constants(
    double value,
    double coordinate,
    double product,
    double row,
    double weight,
    double sent,
    double served,
    double parameter,
    double step) {

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
        nanos(properties, "row"),
        nanos(properties, "weight"),
        nanos(properties, "sent"),
        nanos(properties, "served"),
        nanos(properties, "parameter"),
        nanos(properties, "step"));
  }

  private static double nanos(Properties properties, String name) {
    return Double.parseDouble(properties.getProperty(name));
  }
}

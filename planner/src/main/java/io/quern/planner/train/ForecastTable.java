package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.planner.command.Table;
import io.quern.runtime.forecast.Shortage;
import io.quern.runtime.forecast.TrainForecast;
import java.util.Locale;

/** A {@link TrainForecast} as sections of the rows that EXPLAIN TRAIN prints. */
final class ForecastTable {
  private static final long MIB = 1L << 20;

  private final TrainForecast forecast;

  ForecastTable(TrainForecast forecast) {
    this.forecast = requireNonNull(forecast, "forecast is null");
  }

  void addVerdict(Table table) {
    Table.Section verdict = table.section("verdict");
    verdict.add("verdict", forecast.fits() ? "FITS" : "DOES NOT FIT");
    for (Shortage shortage : forecast.shortages()) {
      verdict.add("short", shortage.message());
      verdict.add("change", shortage.remedy());
    }
  }

  void addSource(Table table) {
    Table.Section source = table.section("source");
    TrainForecast.Rows rows = forecast.rows();
    source.add("rows", "%,d (%s)".formatted(rows.all(), rows.origin().words()));
    source.add("read for this", "%,d rows".formatted(rows.sampled()));
  }

  void addKeys(Table table) {
    Table.Section keys = table.section("keys");
    for (TrainForecast.Keys feature : forecast.keys()) {
      String rows =
          feature.rows() == feature.values() ? "" : ", %,d rows".formatted(feature.rows());
      String values = "%,d distinct%s (%s)";
      keys.add(
          feature.feature(), values.formatted(feature.values(), rows, feature.origin().words()));
    }
  }

  /**
   * @param limit of a server, in words, as it is known before a server has its machine
   */
  void addMemory(Table table, String limit) {
    Table.Section section = table.section("memory");
    TrainForecast.Memory memory = forecast.memory();
    section.add("rows of all tables", "%,d".formatted(memory.tableRows()));
    section.add(
        "off heap per parameter server",
        "%,d bytes (%,.1f MiB)".formatted(memory.server(), mib(memory.server())));
    section.add("limit per parameter server", limit + atLeast(memory, limit));
    section.add(
        "rows and keys per worker",
        "%,.1f MiB, at most %,.0f MiB of rows on the heap"
            .formatted(mib(memory.cache()), mib(memory.cacheLimit())));
    section.add(
        "growth of a worker's process",
        "%,.0f MiB in trial, its heap's included".formatted(mib(memory.nativeBytes())));
  }

  private static String atLeast(TrainForecast.Memory memory, String limit) {
    return limit.contains("MiB") ? "" : ", %,.0f MiB".formatted(mib(memory.limit()));
  }

  private static double mib(long bytes) {
    return (double) bytes / MIB;
  }

  void addSteps(Table table) {
    Table.Section section = table.section("steps");
    TrainForecast.Steps steps = forecast.steps();
    section.add("batches per epoch", "%,d".formatted(steps.batches()));
    section.add("distinct rows per batch", "%,.0f".formatted(steps.uniqueRows()));
    section.add(
        "on the wire per epoch",
        steps.bytes() == 0
            ? "nothing: servers are in the process"
            : "%,d bytes (%,.1f MiB)".formatted(steps.bytes(), mib(steps.bytes())));
  }

  void addTime(Table table) {
    Table.Section section = table.section("time");
    TrainForecast.Steps steps = forecast.steps();
    TrainForecast.Seconds seconds = forecast.seconds();
    section.add("step", "%,.2f ms (%,d tried)".formatted(steps.millis(), steps.tried()));
    section.add("rows per second", "%,.0f".formatted(steps.rowsPerSecond()));
    section.add("reading", seconds(seconds.reading()));
    section.add("first epoch", seconds(seconds.epoch() + seconds.inserting()));
    section.add("epoch", seconds(seconds.epoch()));
    if (seconds.validation() > 0) {
      section.add("validation", seconds(seconds.validation()));
    }
    section.add("writing", seconds(seconds.writing()));
    section.add("statement, all epochs", seconds(seconds.statement()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%,.0f s", seconds);
  }
}

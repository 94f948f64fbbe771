package io.quern.bench.kernels;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * Runs the kernels, each in a process of its own, on one thread, and prints medians: millions of
 * operations a second, and ratios.
 */
@CommandLine.Command(name = "bench/kernels", showDefaultValues = true)
public final class KernelBench implements Callable<Integer> {
  @Option(names = "--iterations", description = "Measured seconds of each kernel.")
  private int iterations = 3;

  @Option(names = "--rules", split = ",", description = "Optimizers of the rows.")
  private String[] rules =
      java.util.Arrays.stream(Rule.values()).map(Rule::name).toArray(String[]::new);

  private final Map<String, Double> millions = new TreeMap<>();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new KernelBench()).execute(arguments));
  }

  @Override
  public Integer call() throws RunnerException {
    run(options(EncodingKernels.class));
    run(options(BareArrays.class));
    run(options(RowCalls.class).param("rule", rules).param("loopback", "false"));
    run(options(RowCalls.class).param("rule", Rule.LAZY_ADAM.name()).param("loopback", "true"));
    printEncoding();
    printRows();
    return 0;
  }

  private ChainedOptionsBuilder options(Class<?> kernels) {
    return new OptionsBuilder()
        .include(kernels.getName() + "\\.")
        .mode(Mode.Throughput)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(1)
        .warmupIterations(2)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.seconds(1))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private void run(ChainedOptionsBuilder options) throws RunnerException {
    Collection<RunResult> results = new Runner(options.build()).run();
    for (RunResult result : results) {
      String call = result.getParams().getParam("call");
      String kernel =
          call == null ? result.getPrimaryResult().getLabel() : call.toLowerCase(Locale.ROOT);
      String rule = result.getParams().getParam("rule");
      boolean loopback = "true".equals(result.getParams().getParam("loopback"));
      millions.put(
          name(kernel, rule, loopback),
          result.getPrimaryResult().getStatistics().getPercentile(50));
    }
  }

  private static String name(String kernel, String rule, boolean loopback) {
    return kernel + (rule == null ? "" : " " + rule) + (loopback ? " loopback" : "");
  }

  private void printEncoding() {
    System.out.printf(Locale.ROOT, "%-28s %9s%n", "kernel, one core", "M ops/s");
    for (String kernel :
        new String[] {"hashId", "hashText", "encodeRows", "numberKeys", "assembleBatch"}) {
      System.out.printf(Locale.ROOT, "%-28s %9.2f%n", kernel, millions.get(kernel));
    }
  }

  private void printRows() {
    double gather = millions.get("gather");
    double scatter = millions.get("scatter");
    System.out.printf(
        Locale.ROOT,
        "%n%-28s %9s %9s %9s %9s%n",
        "rows of 1 + 16, one core",
        "M pull/s",
        "/ gather",
        "M push/s",
        "/ scatter");
    printRows("bare array", gather, gather, scatter, scatter);
    for (String rule : rules) {
      printRows(rule, millions.get("pull " + rule), gather, millions.get("push " + rule), scatter);
    }
    double pull = millions.get("pull LAZY_ADAM loopback");
    double push = millions.get("push LAZY_ADAM loopback");
    printRows("LAZY_ADAM over loopback", pull, gather, push, scatter);
    if (millions.containsKey("pull LAZY_ADAM")) {
      double pullInside = millions.get("pull LAZY_ADAM");
      double pushInside = millions.get("push LAZY_ADAM");
      System.out.printf(
          Locale.ROOT,
          "loopback / in process: pull %.2f, push %.2f; the wire takes %.0f ns a row pulled, %.0f ns"
              + " a row pushed%n",
          pull / pullInside,
          push / pushInside,
          1e3 / pull - 1e3 / pullInside,
          1e3 / push - 1e3 / pushInside);
    }
  }

  private static void printRows(
      String what, double pull, double gather, double push, double scatter) {
    System.out.printf(
        Locale.ROOT,
        "%-28s %9.2f %9.2f %9.2f %9.2f%n",
        what,
        pull,
        pull / gather,
        push,
        push / scatter);
  }
}

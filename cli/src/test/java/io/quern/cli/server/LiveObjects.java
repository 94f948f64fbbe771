package io.quern.cli.server;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What is reachable in this process. */
final class LiveObjects {
  private LiveObjects() {}

  /** Objects of exactly that class. */
  static long count(String className) {
    try {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      return histogram
          .lines()
          .map(line -> line.strip().split("\\s+"))
          .filter(fields -> fields.length >= 4 && fields[3].equals(className))
          .mapToLong(fields -> Long.parseLong(fields[1]))
          .sum();
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  /** Of the heap, after a collection. */
  static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

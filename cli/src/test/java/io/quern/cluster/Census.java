package io.quern.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What a training may leave behind in an application of this process: counts and names that are the
 * same after it as before.
 *
 * @param executors JVMs
 * @param driverThreads of the training, by name without numbers
 * @param executorThreads likewise, of all executors
 * @param driverPorts listened on
 * @param executorPorts listened on, by all executors
 * @param registryNodes in the driver's ZooKeeper
 * @param registrySessions clients of it
 * @param persistedRdds that Spark keeps
 * @param temporaryFiles below the folder for temporary files, Spark's own blocks and the records of
 *     trainings left out
 * @param staged below the models' {@code staging} folders
 */
record Census(
    int executors,
    Map<String, Long> driverThreads,
    Map<String, Long> executorThreads,
    int driverPorts,
    int executorPorts,
    int registryNodes,
    int registrySessions,
    int persistedRdds,
    List<String> temporaryFiles,
    List<String> staged) {

  /** Threads of trainings, of parameter servers and their clients, and of ZooKeeper. */
  private static final Pattern OURS =
      Pattern.compile("(?i).*(quern|curator|zookeeper|SendThread|EventThread|NIOServerCxn).*");

  private static final Pattern VARYING = Pattern.compile("[0-9a-f]{8}-[-0-9a-f]{27}|\\d+");

  /** Where the records of trainings are, which are to stay. */
  private static final Path RECORDS = Path.of(System.getProperty("spark.quern.trainings.folder"));

  /** Blocks live and go with Spark's executors; libraries unpack their natives once a process. */
  private static final Pattern SPARKS_OWN =
      Pattern.compile(
          "(shuffle_|broadcast_|rdd_|temp_shuffle_).*|.*(lz4|zstd|snappy|netty|jline).*");

  /**
   * @param models folder of models, itself below the folder for temporary files
   */
  static Census take(TestSession session, Path models) {
    List<ProcessHandle> executors = ExecutorProcesses.of(ProcessHandle.current());
    return new Census(
        executors.size(),
        ours(Thread.getAllStackTraces().keySet().stream().map(Thread::getName)),
        ours(executors.stream().flatMap(Census::threadNames)),
        ListeningPorts.of(ProcessHandle.current()).size(),
        executors.stream().mapToInt(each -> ListeningPorts.of(each).size()).sum(),
        registry("InMemoryDataTree", "NodeCount"),
        registry("StandaloneServer*", "NumAliveConnections"),
        session.context().getPersistentRDDs().size(),
        files(Path.of(System.getProperty("java.io.tmpdir"))).stream()
            .filter(file -> !file.startsWith(models) && !file.startsWith(RECORDS))
            .filter(file -> !SPARKS_OWN.matcher(file.getFileName().toString()).matches())
            .map(file -> withoutNumbers(file.toString()))
            .sorted()
            .toList(),
        files(models).stream()
            .map(Path::toString)
            .filter(name -> name.contains("/staging/"))
            .toList());
  }

  private static Map<String, Long> ours(Stream<String> threads) {
    return threads
        .filter(name -> OURS.matcher(name).matches())
        .collect(groupingBy(Census::withoutNumbers, TreeMap::new, counting()));
  }

  private static String withoutNumbers(String name) {
    return VARYING.matcher(name).replaceAll("#");
  }

  private static Stream<String> threadNames(ProcessHandle jvm) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process dump =
          new ProcessBuilder(jcmd.toString(), Long.toString(jvm.pid()), "Thread.print")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(dump.getInputStream().readAllBytes(), UTF_8);
      return text.lines()
          .filter(line -> line.startsWith("\""))
          .map(line -> line.substring(1, line.indexOf('"', 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number that the embedded ZooKeeper publishes about itself; 0 where there is none. */
  private static int registry(String bean, String attribute) {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    int sum = 0;
    try {
      for (ObjectName name :
          beans.queryNames(new ObjectName("org.apache.ZooKeeperService:*"), null)) {
        String last = name.getKeyProperty("name" + (name.getKeyPropertyList().size() - 1));
        if (last.matches(bean.replace("*", ".*"))) {
          sum += ((Number) beans.getAttribute(name, attribute)).intValue();
        }
      }
      return sum;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException | IOException e) {
      return files(folder); // something was deleted meanwhile
    }
  }
}

package io.quern.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.classic.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a statement could leave behind in this process: files, threads of ours, listening sockets,
 * cached data.
 *
 * @param files below the folders looked at
 * @param threads names of live threads that are ours
 * @param ports that this process listens on; empty where the system does not tell
 * @param cached ids of persisted RDDs
 */
record Census(Set<String> files, Set<String> threads, Set<String> ports, Set<String> cached) {
  static Census take(SparkSession session, Path... folders) {
    Set<String> files = new TreeSet<>();
    for (Path folder : folders) {
      files.addAll(filesBelow(folder));
    }
    return new Census(
        files, liveThreads(), ListeningPorts.ofThisProcess(), persisted(session.sparkContext()));
  }

  private static Set<String> persisted(SparkContext context) {
    return CollectionConverters.asJava(context.getPersistentRDDs()).keySet().stream()
        .map(Object::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> filesBelow(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(path -> !Files.isDirectory(path))
          .map(Path::toString)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("quern"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is there now and was not {@code before}, in words. */
  List<String> beyond(Census before) {
    return Stream.of(
            added("file", files, before.files),
            added("thread", threads, before.threads),
            added("port", ports, before.ports),
            added("cached RDD", cached, before.cached))
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> added(String kind, Set<String> now, Set<String> before) {
    return now.stream().filter(name -> !before.contains(name)).map(n -> kind + " " + n).toList();
  }
}

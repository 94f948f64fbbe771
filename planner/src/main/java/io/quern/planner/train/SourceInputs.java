package io.quern.planner.train;

import io.quern.model.bundle.Lineage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.FileStatusWithMetadata;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a query reads, in which state: of files those that Spark has listed and is going to read, of
 * tables with versions the version. Rows that are cached, made up, or of sources without either
 * (JDBC) tell nothing, nor do subqueries that stay subqueries.
 */
final class SourceInputs {
  private static final int PATHS_SHOWN = 3;

  private SourceInputs() {}

  /**
   * @param plan optimized: without the partitions that a condition excludes
   */
  static List<Lineage.Input> of(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.collectLeaves()).stream()
        .flatMap(leaf -> input(leaf).stream())
        .distinct()
        .toList();
  }

  private static Optional<Lineage.Input> input(LogicalPlan leaf) {
    if (leaf instanceof LogicalRelation relation
        && relation.relation() instanceof HadoopFsRelation files) {
      return Optional.of(files(files.location()));
    }
    if (leaf instanceof DataSourceV2ScanRelation scan) {
      return table(scan.relation().table());
    }
    return leaf instanceof DataSourceV2Relation relation
        ? table(relation.table())
        : Optional.empty();
  }

  private static Optional<Lineage.Input> table(Table table) {
    return Optional.ofNullable(table.version())
        .map(version -> new Lineage.Input(table.name(), "version " + version));
  }

  private static Lineage.Input files(FileIndex index) {
    List<FileStatusWithMetadata> files = new ArrayList<>();
    for (PartitionDirectory partition :
        CollectionConverters.asJava(index.listFiles(none(), none()))) {
      files.addAll(CollectionConverters.asJava(partition.files()));
    }
    long bytes = files.stream().mapToLong(FileStatusWithMetadata::getLen).sum();
    long newest =
        files.stream().mapToLong(FileStatusWithMetadata::getModificationTime).max().orElse(0);
    String count = files.size() == 1 ? "1 file" : "%,d files".formatted(files.size());
    return new Lineage.Input(
        name(index),
        files.isEmpty()
            ? "no files"
            : "%s, %,d bytes, the newest of %s"
                .formatted(count, bytes, Instant.ofEpochMilli(newest)));
  }

  private static String name(FileIndex index) {
    List<org.apache.hadoop.fs.Path> paths = CollectionConverters.asJava(index.rootPaths());
    String shown =
        paths.stream().limit(PATHS_SHOWN).map(Object::toString).collect(Collectors.joining(", "));
    int more = paths.size() - PATHS_SHOWN;
    return more > 0 ? "%s and %,d more".formatted(shown, more) : shown;
  }

  @SuppressWarnings("unchecked") // an empty list is one of any type
  private static <T> Seq<T> none() {
    return (Seq<T>) Nil$.MODULE$;
  }
}

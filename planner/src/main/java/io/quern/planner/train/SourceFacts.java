package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.runtime.forecast.Origin;
import io.quern.runtime.forecast.SourceStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.catalog.CatalogColumnStat;
import org.apache.spark.sql.catalyst.catalog.CatalogStatistics;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.orc.OrcFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/**
 * What a source's plan tells of its size. Of one table, filtered or not: bytes of its files, and
 * the distinct values that ANALYZE TABLE has counted. Of one that is not filtered, its rows too:
 * those that ANALYZE TABLE has counted, or of Parquet and ORC those that their footers count.
 */
final class SourceFacts {
  private final SparkSession session;
  private final LogicalPlan rows;

  /**
   * @param rows the source as the training reads it, analysed
   */
  SourceFacts(SparkSession session, LogicalPlan rows) {
    this.session = requireNonNull(session, "session is null");
    this.rows = requireNonNull(rows, "rows is null");
  }

  /** May run a Spark job that reads footers. */
  SourceStatistics statistics() {
    List<LogicalPlan> leaves = CollectionConverters.asJava(rows.collectLeaves());
    if (leaves.size() != 1 || !isNarrow(rows)) {
      return SourceStatistics.NONE;
    }
    LogicalPlan leaf = leaves.get(0);
    Optional<CatalogStatistics> catalog = catalog(leaf);
    boolean filtered = isFiltered(rows);
    OptionalLong counted = filtered ? OptionalLong.empty() : rowCount(catalog);
    Origin origin = counted.isPresent() ? Origin.STATISTICS : Origin.COUNTED;
    if (counted.isEmpty() && !filtered && isCountedFast(leaf)) {
      counted = OptionalLong.of(Dataset.ofRows(session, rows).count());
    }
    return new SourceStatistics(counted, origin, bytes(leaf), distinct(catalog));
  }

  /** Whether a row of the leaf becomes one row, or none. */
  private static boolean isNarrow(LogicalPlan plan) {
    boolean narrow =
        plan instanceof Project
            || plan instanceof Filter
            || plan instanceof SubqueryAlias
            || plan instanceof View
            || plan.children().isEmpty();
    return narrow
        && CollectionConverters.asJava(plan.children()).stream().allMatch(SourceFacts::isNarrow);
  }

  private static boolean isFiltered(LogicalPlan plan) {
    return plan instanceof Filter
        || CollectionConverters.asJava(plan.children()).stream().anyMatch(SourceFacts::isFiltered);
  }

  private static Optional<CatalogStatistics> catalog(LogicalPlan leaf) {
    return leaf instanceof LogicalRelation relation && relation.catalogTable().isDefined()
        ? OptionConverters.toJava(relation.catalogTable().get().stats())
        : Optional.empty();
  }

  private static OptionalLong rowCount(Optional<CatalogStatistics> catalog) {
    return catalog
        .filter(statistics -> statistics.rowCount().isDefined())
        .map(statistics -> OptionalLong.of(statistics.rowCount().get().toLong()))
        .orElse(OptionalLong.empty());
  }

  private static Map<String, Long> distinct(Optional<CatalogStatistics> catalog) {
    Map<String, Long> distinct = new HashMap<>();
    if (catalog.isPresent()) {
      Map<String, CatalogColumnStat> columns =
          CollectionConverters.asJava(catalog.get().colStats());
      columns.forEach(
          (name, column) -> {
            if (column.distinctCount().isDefined()) {
              distinct.put(name, column.distinctCount().get().toLong());
            }
          });
    }
    return distinct;
  }

  private static boolean isCountedFast(LogicalPlan leaf) {
    if (leaf instanceof Range || leaf instanceof LocalRelation) {
      return true;
    }
    return leaf instanceof LogicalRelation relation
        && relation.relation() instanceof HadoopFsRelation files
        && (files.fileFormat() instanceof ParquetFileFormat
            || files.fileFormat() instanceof OrcFileFormat);
  }

  private static OptionalLong bytes(LogicalPlan leaf) {
    return leaf instanceof LogicalRelation relation
            && relation.relation() instanceof HadoopFsRelation files
        ? OptionalLong.of(files.location().sizeInBytes())
        : OptionalLong.empty();
  }
}

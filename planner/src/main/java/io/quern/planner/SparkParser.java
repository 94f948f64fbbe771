package io.quern.planner;

import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** How Spark's own parser reads a text, with the parameters of the statement at hand. */
@FunctionalInterface
interface SparkParser {
  LogicalPlan parse(String text) throws ParseException;
}

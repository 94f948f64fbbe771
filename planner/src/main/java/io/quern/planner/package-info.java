/**
 * The dialect inside Spark. {@link io.quern.planner.QuernExtensions} is what Spark loads; {@code
 * QuernSqlParser} decides for each text whose it is; {@code StatementPlanner} turns one of ours
 * into a plan node.
 */
package io.quern.planner;

/**
 * How a statement becomes a Spark plan node. {@link io.quern.planner.command.Action} and {@link
 * io.quern.planner.command.SourceStatement} are what a statement implements, in plain Java; {@link
 * io.quern.planner.command.ActionCommand} and {@link io.quern.planner.command.SourceCommand} are
 * the two nodes, and the only classes that know how Spark's Scala wants its nodes.
 */
package io.quern.planner.command;

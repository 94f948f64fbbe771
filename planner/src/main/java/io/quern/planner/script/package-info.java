/**
 * The one script runner under every front end: splits a script, substitutes variables, runs
 * statement after statement, names results.
 *
 * <p>Start with {@link io.quern.planner.script.ScriptRunner}.
 */
package io.quern.planner.script;

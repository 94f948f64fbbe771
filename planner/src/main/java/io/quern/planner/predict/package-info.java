/**
 * PREDICT and REGISTER. Scoring itself is in {@code io.quern.udf}; here are the statements that
 * lead to it.
 */
package io.quern.planner.predict;

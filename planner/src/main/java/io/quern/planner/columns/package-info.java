/**
 * Which columns of a source a training reads, and which features it makes of them: by the COLUMNS
 * clause, by the options {@code features, categorical, numeric}, or by type. Start with {@link
 * io.quern.planner.columns.FeatureChooser}.
 */
package io.quern.planner.columns;

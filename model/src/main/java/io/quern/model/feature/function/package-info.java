/**
 * The functions of the COLUMNS clause: what features can be made of columns, and with which
 * arguments. Each is declared once; checks, SHOW FUNCTIONS, completion and the docs come from here.
 * Start with {@link io.quern.model.feature.function.FeatureFunctions}.
 */
package io.quern.model.feature.function;

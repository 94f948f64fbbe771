package io.quern.model.feature;

/**
 * What a feature is expected to bring into its table.
 *
 * @param values distinct ones, a missing value included
 * @param rows of the table: of the values that are kept, and one for all others where some are not
 */
public record KeyEstimate(double values, double rows) {}

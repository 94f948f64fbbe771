package io.quern.udf.embedding;

import java.io.Serializable;

/** Positions among the values of a feature, from {@code from} to before {@code to}. */
record ValueRange(int from, int to) implements Serializable {}

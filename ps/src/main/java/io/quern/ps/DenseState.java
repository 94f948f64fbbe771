package io.quern.ps;

/**
 * One server's slice of the dense array.
 *
 * @param from index, in the whole array, of the first value
 * @param values of the slice
 * @param state the update rule's slots one after the other, {@code values.length} values each
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of copies; never compared
record DenseState(int from, float[] values, float[] state) {}

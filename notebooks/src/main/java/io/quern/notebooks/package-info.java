/**
 * The program behind {@code bin/quern kernel}: a kernel for Jupyter, and its installation.
 *
 * <p>Start with {@link io.quern.notebooks.QuernKernel}.
 */
package io.quern.notebooks;

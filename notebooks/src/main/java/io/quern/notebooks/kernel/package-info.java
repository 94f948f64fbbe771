/**
 * What each request of a Jupyter front end does in the one Spark session of a kernel.
 *
 * <p>Start with {@link io.quern.notebooks.kernel.Kernel}.
 */
package io.quern.notebooks.kernel;

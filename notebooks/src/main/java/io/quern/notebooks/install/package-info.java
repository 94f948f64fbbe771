/**
 * Makes the kernel known to Jupyter.
 *
 * <p>Start with {@link io.quern.notebooks.install.KernelSpec}.
 */
package io.quern.notebooks.install;

/**
 * One script through every door of Quern: what each shows of it must be the same.
 *
 * <p>Start with {@link io.quern.conformance.Conformance}; docs/conformance.md is its page.
 */
package io.quern.conformance;

/**
 * The networks, one class each that shows the paper's equation, and their registry.
 *
 * <p>Start with {@link io.quern.model.zoo.Networks}. A new network is a {@code GraphEquation} and a
 * line there; its own options are declared in its class, those of several networks in {@code
 * SharedOptions}, {@code HiddenOptions} and {@code CrossOptions}.
 */
package io.quern.model.zoo;

/**
 * The parser generated from {@code src/main/codegen} and the tokens it works on. Not an API: use
 * {@link io.quern.parser.DialectParser}.
 */
package io.quern.parser.impl;

/**
 * Learning quality beside published results: {@code bench/quality} trains each experiment with
 * several seeds and writes {@code docs/quality.md}.
 */
package io.quern.bench.quality;

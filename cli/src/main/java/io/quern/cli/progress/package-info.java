/** How far a training is, for people: a line on a terminal, lines elsewhere. */
package io.quern.cli.progress;

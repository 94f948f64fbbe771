package io.quern.ps;

/** A point of the training: steps done so far (or being done) and the rates they had. */
record Moment(long step, RateLog rates) {}

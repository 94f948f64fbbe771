/**
 * What front ends need beside results: notes, the progress of trainings, and failures told in
 * Quern's way.
 */
package io.quern.planner.session;

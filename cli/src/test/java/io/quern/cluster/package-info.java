/**
 * Trainings on clusters of real processes, and what is left of them when a part of it is killed.
 */
package io.quern.cluster;

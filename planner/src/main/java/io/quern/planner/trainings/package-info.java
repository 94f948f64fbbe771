/** The statements that show trainings and end them. */
package io.quern.planner.trainings;

/** LOAD and SAVE: tables from and to Spark's data sources. */
package io.quern.planner.dataset;

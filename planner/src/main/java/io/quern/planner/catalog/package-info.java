/** SHOW, DESCRIBE and DROP: algorithms, their options, and the models on a file system. */
package io.quern.planner.catalog;

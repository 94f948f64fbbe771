/**
 * What users are promised, tried from outside: the examples through the command line, models read
 * by another reader, models on HDFS.
 */
package io.quern.acceptance;

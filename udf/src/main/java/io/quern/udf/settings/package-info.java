/** The {@code spark.quern.*} settings of predictions and metrics. */
package io.quern.udf.settings;

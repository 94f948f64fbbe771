/** The Spark session of this process, and the arguments that say where it runs. */
package io.quern.cli.session;

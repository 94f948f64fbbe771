/** What Java needs to speak Catalyst: Scala collections and partial functions. */
package io.quern.udf.bridge;

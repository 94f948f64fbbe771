/** Messages of the HiveServer2 protocol on a connection: what server and client share. */
package io.quern.cli.thrift;

package io.quern.udf.scoring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;

/**
 * A Hadoop configuration on its way to tasks. Made into an object only where a model is opened,
 * once per executor; to every other task it is a hundred kilobytes to copy and not a thousand
 * properties to parse.
 */
final class ConfigurationBytes implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;

  ConfigurationBytes(Configuration configuration) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      configuration.write(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.bytes = out.toByteArray();
  }

  Configuration configuration() {
    Configuration configuration = new Configuration(false);
    try {
      configuration.readFields(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return configuration;
  }
}

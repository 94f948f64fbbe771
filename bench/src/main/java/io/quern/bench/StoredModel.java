package io.quern.bench;

import io.quern.model.bundle.BundleVersion;
import io.quern.model.bundle.LocalBundle;
import io.quern.model.bundle.ModelRepository;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** The newest version of a model on the local disk. */
final class StoredModel {
  private StoredModel() {}

  static BundleVersion newest(String path) {
    return new ModelRepository(new org.apache.hadoop.fs.Path(path), new Configuration())
        .openNewest();
  }

  static LocalBundle local(String path) {
    return LocalBundle.of(newest(path), cache(path));
  }

  /** Where copies would go if the model were not local. */
  static Path cache(String path) {
    return Path.of(path).resolveSibling("cache");
  }
}

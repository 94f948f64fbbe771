package io.quern.model.tensorflow;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;

/** A loaded model and the number of its users, at first one; closed with the last. Thread-safe. */
final class SharedModel {
  private final ZooModel<NDList, NDList> model;
  private int users = 1;

  SharedModel(ZooModel<NDList, NDList> model) {
    this.model = requireNonNull(model, "model is null");
  }

  ZooModel<NDList, NDList> model() {
    return model;
  }

  synchronized void retain() {
    if (users == 0) {
      throw new IllegalStateException("The model is closed");
    }
    users++;
  }

  synchronized void release() {
    users--;
    if (users == 0) {
      model.close();
    }
  }
}

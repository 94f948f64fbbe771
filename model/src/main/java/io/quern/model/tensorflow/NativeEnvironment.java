package io.quern.model.tensorflow;

import com.sun.jna.Library;
import com.sun.jna.Native;

/** The environment that native code of this process sees; Java's own view of it never changes. */
final class NativeEnvironment {
  /** The part of the C library that is needed. */
  private interface C extends Library {
    int setenv(String name, String value, int overwrite);
  }

  private NativeEnvironment() {}

  /** Sets a variable that is not set yet. TensorFlow reads its log level from nowhere else. */
  static void setDefault(String name, String value) {
    Native.load("c", C.class).setenv(name, value, 0);
  }
}

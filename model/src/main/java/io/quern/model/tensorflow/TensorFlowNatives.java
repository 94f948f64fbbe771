package io.quern.model.tensorflow;

import ai.djl.engine.Engine;
import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.nio.file.Path;

/**
 * Starts TensorFlow in this JVM through DJL's engine. Call {@link #load} before the first use of
 * any class of DJL or TensorFlow; it is cheap after the first time and safe from any thread.
 *
 * <p>The shared libraries come from the natives jar. Where its resources are plain files they are
 * used in place; otherwise they are unpacked once per host (about 650 MB) into the folder of system
 * property {@value #FOLDER_PROPERTY}, by default {@code ~/.cache/quern/natives-<version>}. A host
 * that has them elsewhere sets {@code TENSORFLOW_LIBRARY_PATH} (environment or system property), as
 * for DJL. Nothing is ever downloaded.
 */
public final class TensorFlowNatives {
  /** System property with the folder to unpack into. */
  public static final String FOLDER_PROPERTY = "quern.natives.dir";

  private static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";

  private static boolean loaded;

  private TensorFlowNatives() {}

  /**
   * Starts TensorFlow, unless that has happened.
   *
   * @throws QuernException {@link ErrorCode#CONFIG} on a platform that TensorFlow is not shipped
   *     for, without the natives jar, or when the libraries cannot be loaded; {@link
   *     ErrorCode#STORAGE} when they cannot be unpacked
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    requireSupported(System.getProperty("os.name"), System.getProperty("os.arch"));
    NativeEnvironment.setDefault("TF_CPP_MIN_LOG_LEVEL", "2");
    // Products of bfloat16 are slower than those of floats without oneDNN.
    NativeEnvironment.setDefault("TF_ENABLE_ONEDNN_OPTS", "1");
    // TensorFlow has one intra-op pool per process, sized by its first context: the engine's.
    setDefault("ai.djl.tensorflow.num_intraop_threads", "1");
    setDefault("ai.djl.tensorflow.num_interop_threads", "1");
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    if (System.getenv(LIBRARY_PATH) == null && System.getProperty(LIBRARY_PATH) == null) {
      System.setProperty(LIBRARY_PATH, NativeLibraries.onClassPath().folder(target()).toString());
    }
    startEngine();
    loaded = true;
  }

  /** Whether {@link #load} has succeeded in this JVM, or rather in this class loader. */
  public static synchronized boolean isLoaded() {
    return loaded;
  }

  static void requireSupported(String system, String architecture) {
    boolean linux = system.equalsIgnoreCase("Linux");
    boolean x86 = architecture.equals("amd64") || architecture.equals("x86_64");
    if (!linux || !x86) {
      throw new QuernException(
              ErrorCode.CONFIG,
              "TensorFlow networks need Linux on x86-64, found '%s' on '%s'"
                  .formatted(system, architecture))
          .withHint("Networks LR and FM run everywhere");
    }
  }

  private static Path target() {
    String folder = System.getProperty(FOLDER_PROPERTY);
    return folder == null
        ? Path.of(
            System.getProperty("user.home"),
            ".cache",
            "quern",
            "natives-" + NativeLibraries.VERSION)
        : Path.of(folder);
  }

  private static void startEngine() {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    // DJL looks its engines up through the context class loader, which on an executor may be any.
    thread.setContextClassLoader(TensorFlowNatives.class.getClassLoader());
    try {
      Engine.getEngine("TensorFlow");
    } catch (RuntimeException | LinkageError e) {
      throw new QuernException(
              ErrorCode.CONFIG,
              "Cannot load TensorFlow from '%s': %s".formatted(libraryPath(), e.getMessage()),
              e)
          .withHint("The folder must allow execution and hold the libraries of this version");
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  private static String libraryPath() {
    String environment = System.getenv(LIBRARY_PATH);
    return environment == null ? System.getProperty(LIBRARY_PATH) : environment;
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}

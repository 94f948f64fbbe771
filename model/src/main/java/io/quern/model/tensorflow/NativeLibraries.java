package io.quern.model.tensorflow;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * TensorFlow's shared libraries as resources, and the folder on this host that holds them as files.
 * Unpacking is safe between processes and class loaders: whoever finds a library missing or of the
 * wrong size takes the folder's lock, and each library appears whole, by a rename.
 */
final class NativeLibraries {
  /** TensorFlow's version. */
  static final String VERSION = "2.16.1";

  private static final String RESOURCES = "io/quern/natives/linux-x86_64/";
  private static final List<String> NAMES =
      List.of("libjnitensorflow.so", "libtensorflow_cc.so.2", "libtensorflow_framework.so.2");

  private final List<URL> libraries;

  private NativeLibraries(List<URL> libraries) {
    this.libraries = List.copyOf(requireNonNull(libraries, "libraries is null"));
  }

  static NativeLibraries onClassPath() {
    return in(NativeLibraries.class.getClassLoader());
  }

  /**
   * The libraries that {@code loader} finds.
   *
   * @throws QuernException {@link ErrorCode#CONFIG} when one is missing
   */
  static NativeLibraries in(ClassLoader loader) {
    List<URL> libraries = new ArrayList<>();
    for (String name : NAMES) {
      URL library = loader.getResource(RESOURCES + name);
      if (library == null) {
        throw new QuernException(
                ErrorCode.CONFIG, "TensorFlow's library '" + name + "' is not on the class path")
            .withHint("Add the quern-natives jar beside the Quern jar, for example with --jars");
      }
      libraries.add(library);
    }
    return new NativeLibraries(libraries);
  }

  /**
   * A folder that holds the libraries as files: where they are if they are files already, else
   * {@code target}, filled as needed.
   *
   * @throws QuernException {@link ErrorCode#STORAGE} when {@code target} cannot be filled
   */
  Path folder(Path target) {
    try {
      if (libraries.get(0).getProtocol().equals("file")) {
        return Path.of(libraries.get(0).toURI()).getParent();
      }
      if (!isComplete(target)) {
        unpackUnderLock(target);
      }
      return target;
    } catch (IOException | URISyntaxException e) {
      throw new QuernException(
              ErrorCode.STORAGE,
              "Cannot unpack TensorFlow into '%s': %s".formatted(target, e.getMessage()),
              e)
          .withHint(
              "Set system property '%s' to a writable folder with 650 MB free"
                  .formatted(TensorFlowNatives.FOLDER_PROPERTY));
    }
  }

  private boolean isComplete(Path folder) throws IOException {
    for (URL library : libraries) {
      if (!isUnpacked(library, folder.resolve(name(library)))) {
        return false;
      }
    }
    return true;
  }

  private void unpackUnderLock(Path folder) throws IOException {
    Files.createDirectories(folder);
    // File locks are held by the JVM and not by threads; class loaders that both hold a copy of
    // this class share nothing but interned strings and the JDK's own classes.
    synchronized ((NativeLibraries.class.getName() + folder.toAbsolutePath()).intern()) {
      try (FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        for (URL library : libraries) {
          Path file = folder.resolve(name(library));
          if (!isUnpacked(library, file)) {
            unpack(library, file);
          }
        }
      }
    }
  }

  private static boolean isUnpacked(URL library, Path file) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == size(library);
  }

  private static void unpack(URL library, Path file) throws IOException {
    Path partial = Files.createTempFile(file.getParent(), name(library), ".partial");
    try {
      try (InputStream in = open(library).getInputStream()) {
        Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!isUnpacked(library, partial)) {
        throw new IOException(
            "%s has %d bytes, expected %d"
                .formatted(name(library), Files.size(partial), size(library)));
      }
      // Temporary files are readable by their owner only; other users of the host share these.
      partial.toFile().setReadable(true, false);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static long size(URL library) throws IOException {
    URLConnection connection = open(library);
    // Closing the stream is what closes the jar behind it.
    try (InputStream in = connection.getInputStream()) {
      return connection.getContentLengthLong();
    }
  }

  private static URLConnection open(URL library) throws IOException {
    URLConnection connection = library.openConnection();
    // A cached connection would keep the jar open for as long as the JVM lives.
    connection.setUseCaches(false);
    return connection;
  }

  private static String name(URL library) {
    String path = library.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

package io.quern.cli.server.auth;

/** Tells right passwords from wrong ones. Thread-safe. */
@FunctionalInterface
public interface Passwords {
  /**
   * Whether this is that user's password; not why it is not.
   *
   * @throws io.quern.api.QuernException where nobody can tell: a directory does not answer, for
   *     example
   */
  boolean isRight(String user, String password);

  /** Every name and password will do. */
  static Passwords any() {
    return (user, password) -> true;
  }
}

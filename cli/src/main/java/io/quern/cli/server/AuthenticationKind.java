package io.quern.cli.server;

import java.util.Locale;

/** What {@code --auth} chooses from. */
enum AuthenticationKind {
  /** Nobody has to say who he is. */
  NONE,
  /** A file of users and hashed passwords. */
  FILE,
  /** A directory. */
  LDAP,
  /** Tickets. */
  KERBEROS;

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

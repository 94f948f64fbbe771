package io.quern.cli.server.auth;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import javax.security.sasl.SaslServer;

/** By name and password. */
public final class PasswordAuthentication implements Authentication {
  private final Passwords passwords;
  private final boolean optional;

  private PasswordAuthentication(Passwords passwords, boolean optional) {
    this.passwords = requireNonNull(passwords, "passwords is null");
    this.optional = optional;
  }

  /** Nobody is asked; who gives a name and a password is taken at his word. */
  public static Authentication none() {
    return new PasswordAuthentication(Passwords.any(), true);
  }

  public static Authentication by(Passwords passwords) {
    return new PasswordAuthentication(passwords, false);
  }

  @Override
  public Optional<SaslServer> mechanism(String name) {
    return name.equals(PlainSaslServer.MECHANISM)
        ? Optional.of(new PlainSaslServer(passwords))
        : Optional.empty();
  }

  @Override
  public boolean isOptional() {
    return optional;
  }

  @Override
  public String expectation() {
    return "a user and a password";
  }
}

package io.quern.cli.server.auth;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.time.Duration;
import java.util.Hashtable;
import javax.naming.AuthenticationException;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import javax.naming.ldap.Rdn;

/** Asks a directory: a password is right if the user can bind with it. Thread-safe. */
public final class LdapPasswords implements Passwords {
  /** Stands for the user in the name to bind with. */
  public static final String USER = "{user}";

  private static final String PATIENCE_MILLIS = Long.toString(Duration.ofSeconds(10).toMillis());

  private final String url;
  private final String pattern;

  /**
   * @param url {@code ldap://host:389}, or {@code ldaps://}
   * @param pattern of distinguished names, with {@link #USER} in it: {@code
   *     uid={user},ou=people,dc=example,dc=org}, or {@code {user}@example.org} for Active Directory
   */
  public LdapPasswords(String url, String pattern) {
    this.url = requireNonNull(url, "url is null");
    this.pattern = requireNonNull(pattern, "pattern is null");
    if (!pattern.contains(USER)) {
      throw new QuernException(
          ErrorCode.CONFIG, "Pattern '%s' does not contain %s".formatted(pattern, USER));
    }
  }

  @Override
  public boolean isRight(String user, String password) {
    // Directories take an empty password for no wish to authenticate, and agree.
    if (user.isEmpty() || password.isEmpty()) {
      return false;
    }
    try {
      new InitialDirContext(environment(user, password)).close();
      return true;
    } catch (AuthenticationException | InvalidNameException e) {
      return false;
    } catch (NamingException e) {
      throw new QuernException(
          ErrorCode.AUTH, "The directory '%s' does not answer".formatted(url), e);
    }
  }

  @SuppressWarnings("JdkObsolete") // JNDI's signature
  private Hashtable<String, String> environment(String user, String password) {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, url);
    environment.put(Context.SECURITY_AUTHENTICATION, "simple");
    environment.put(Context.SECURITY_PRINCIPAL, pattern.replace(USER, Rdn.escapeValue(user)));
    environment.put(Context.SECURITY_CREDENTIALS, password);
    environment.put("com.sun.jndi.ldap.connect.timeout", PATIENCE_MILLIS);
    environment.put("com.sun.jndi.ldap.read.timeout", PATIENCE_MILLIS);
    return environment;
  }
}

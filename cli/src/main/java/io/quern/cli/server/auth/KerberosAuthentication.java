package io.quern.cli.server.auth;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.ietf.jgss.GSSException;

/**
 * By Kerberos tickets, with the JDK's GSSAPI. A user of the server's own realm goes by his name
 * alone, one of another realm by {@code name@REALM}. Thread-safe.
 */
public final class KerberosAuthentication implements Authentication {
  private static final String MECHANISM = "GSSAPI";
  private static final String LOGIN = "quern-server";

  private final Subject server;
  private final String service;
  private final String host;
  private final String realm;

  private KerberosAuthentication(Subject server, String service, String host, String realm) {
    this.server = requireNonNull(server, "server is null");
    this.service = requireNonNull(service, "service is null");
    this.host = requireNonNull(host, "host is null");
    this.realm = requireNonNull(realm, "realm is null");
  }

  /**
   * Logs the server in.
   *
   * @param principal {@code service/host@REALM}
   * @throws QuernException where the file has no key of that principal
   */
  public static KerberosAuthentication login(String principal, Path keytab) {
    String[] parts = principal.split("[/@]", -1);
    if (parts.length != 3) {
      throw new QuernException(
          ErrorCode.CONFIG, "Principal '%s' is not service/host@REALM".formatted(principal));
    }
    KerberosPrincipal owner = new KerberosPrincipal(principal);
    if (KeyTab.getInstance(owner, keytab.toFile()).getKeys(owner).length == 0) {
      throw new QuernException(
          ErrorCode.CONFIG, "'%s' has no key of '%s'".formatted(keytab, principal));
    }
    try {
      LoginContext login =
          new LoginContext(LOGIN, new Subject(), null, configuration(principal, keytab));
      login.login();
      return new KerberosAuthentication(login.getSubject(), parts[0], parts[1], parts[2]);
    } catch (LoginException e) {
      throw new QuernException(
          ErrorCode.CONFIG,
          "Cannot log in as '%s' with '%s': %s".formatted(principal, keytab, e.getMessage()),
          e);
    }
  }

  private static Configuration configuration(String principal, Path keytab) {
    Map<String, String> options =
        Map.of(
            "useKeyTab", "true",
            "keyTab", keytab.toString(),
            "principal", principal,
            "storeKey", "true",
            "doNotPrompt", "true",
            "isInitiator", "false");
    AppConfigurationEntry entry =
        new AppConfigurationEntry(
            "com.sun.security.auth.module.Krb5LoginModule",
            LoginModuleControlFlag.REQUIRED,
            options);
    return new Configuration() {
      @Override
      public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        return new AppConfigurationEntry[] {entry};
      }
    };
  }

  @Override
  public Optional<SaslServer> mechanism(String name) {
    return name.equals(MECHANISM) ? Optional.of(new AsServer(create())) : Optional.empty();
  }

  private SaslServer create() {
    try {
      return as(
          () ->
              Sasl.createSaslServer(
                  MECHANISM, service, host, Map.of(Sasl.QOP, "auth"), this::authorize));
    } catch (SaslException e) {
      throw new QuernException(ErrorCode.AUTH, "Kerberos does not work: " + e.getMessage(), e);
    }
  }

  /** Everybody acts for himself only. */
  private void authorize(Callback[] callbacks) {
    for (Callback callback : callbacks) {
      if (callback instanceof AuthorizeCallback authorize) {
        String user = user(authorize.getAuthenticationID());
        authorize.setAuthorized(user.equals(user(authorize.getAuthorizationID())));
        authorize.setAuthorizedID(user);
      }
    }
  }

  private String user(String principal) {
    String own = "@" + realm;
    return principal.endsWith(own)
        ? principal.substring(0, principal.length() - own.length())
        : principal;
  }

  /** Behind the JDK's words that name its own parts. */
  private static String reason(SaslException e) {
    if (e.getCause() instanceof GSSException refusal) {
      return "The Kerberos ticket is not accepted: " + refusal.getMessage();
    }
    return e.getCause() instanceof SaslException inner ? inner.getMessage() : e.getMessage();
  }

  private <T> T as(PrivilegedExceptionAction<T> action) throws SaslException {
    try {
      return Subject.doAs(server, action);
    } catch (PrivilegedActionException e) {
      throw e.getCause() instanceof SaslException refused
          ? refused
          : new SaslException(e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public boolean isOptional() {
    return false;
  }

  @Override
  public String expectation() {
    return "a Kerberos ticket";
  }

  /** The JDK's, which looks for the server's key in the subject that calls it. */
  private final class AsServer implements SaslServer {
    private final SaslServer inner;

    AsServer(SaslServer inner) {
      this.inner = requireNonNull(inner, "inner is null");
    }

    @Override
    public String getMechanismName() {
      return inner.getMechanismName();
    }

    @Override
    public byte[] evaluateResponse(byte[] response) throws SaslException {
      try {
        return as(() -> inner.evaluateResponse(response));
      } catch (SaslException e) {
        throw new SaslException(reason(e), e);
      }
    }

    @Override
    public boolean isComplete() {
      return inner.isComplete();
    }

    @Override
    public String getAuthorizationID() {
      return inner.getAuthorizationID();
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) throws SaslException {
      return inner.unwrap(incoming, offset, length);
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) throws SaslException {
      return inner.wrap(outgoing, offset, length);
    }

    @Override
    public Object getNegotiatedProperty(String name) {
      return inner.getNegotiatedProperty(name);
    }

    @Override
    public void dispose() throws SaslException {
      inner.dispose();
    }
  }
}

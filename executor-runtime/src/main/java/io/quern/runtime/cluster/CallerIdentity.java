package io.quern.runtime.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.security.PrivilegedExceptionAction;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.spark.JobArtifactSet;
import org.apache.spark.JobArtifactState;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Who a thread is to Spark and Hadoop, to be carried to other threads: local properties (job group,
 * tags, SQL execution), active session, artifact state, class loader and Hadoop user. The same set
 * as Spark's {@code SQLExecution.withThreadLocalCaptured}, which asks for a session and forgets the
 * user. Immutable.
 */
final class CallerIdentity {
  private final SparkContext context;
  private final Properties localProperties;
  private final Option<SparkSession> session;
  private final JobArtifactState artifacts;
  private final ClassLoader classLoader;
  private final UserGroupInformation user;

  private CallerIdentity(SparkContext context, UserGroupInformation user) {
    this.context = context;
    this.localProperties = copyOf(context.getLocalProperties());
    this.session = SparkSession.getActiveSession();
    Option<JobArtifactState> state = JobArtifactSet.getCurrentJobArtifactState();
    this.artifacts = state.isDefined() ? state.get() : null;
    this.classLoader = Thread.currentThread().getContextClassLoader();
    this.user = user;
  }

  static CallerIdentity ofThisThread(SparkContext context) {
    try {
      return new CallerIdentity(context, UserGroupInformation.getCurrentUser());
    } catch (IOException e) {
      throw new UncheckedIOException("The Hadoop user of this thread is unknown", e);
    }
  }

  private static Properties copyOf(Properties properties) {
    Properties copy = new Properties();
    properties.stringPropertyNames().forEach(key -> copy.put(key, properties.getProperty(key)));
    return copy;
  }

  /** Makes the current thread, which must be a fresh one, act as the captured one. */
  <T> T call(Callable<T> body) throws Exception {
    Thread.currentThread().setContextClassLoader(classLoader);
    context.setLocalProperties(copyOf(localProperties));
    if (session.isDefined()) {
      SparkSession.setActiveSession(session.get());
    }
    try {
      return user.doAs((PrivilegedExceptionAction<T>) () -> callWithArtifacts(body));
    } catch (UndeclaredThrowableException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private <T> T callWithArtifacts(Callable<T> body) throws Exception {
    Outcome<T> outcome =
        JobArtifactSet.withActiveJobArtifactState(artifacts, () -> Outcome.of(body));
    return outcome.value();
  }

  /** What a body returned or threw, because Scala's function type allows no checked exception. */
  private record Outcome<T>(T result, Exception failure) {
    static <T> Outcome<T> of(Callable<T> body) {
      try {
        return new Outcome<>(body.call(), null);
      } catch (Exception e) {
        return new Outcome<>(null, e);
      }
    }

    T value() throws Exception {
      if (failure != null) {
        throw failure;
      }
      return result;
    }
  }
}

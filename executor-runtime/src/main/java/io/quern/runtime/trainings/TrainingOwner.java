package io.quern.runtime.trainings;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that a training runs in: the driver of its application.
 *
 * @param application id of the Spark application
 * @param started when the process began; tells it from a later one of the same number
 */
public record TrainingOwner(String application, String host, long process, Instant started) {
  public TrainingOwner {
    requireNonNull(application, "application is null");
    requireNonNull(host, "host is null");
    requireNonNull(started, "started is null");
  }

  /** This process. */
  static TrainingOwner here(String application) {
    ProcessHandle self = ProcessHandle.current();
    return new TrainingOwner(application, Host.NAME, self.pid(), startOf(self));
  }

  /** Whether it certainly runs no more; of another host nobody here can tell. */
  boolean isGone() {
    if (!host.equals(Host.NAME)) {
      return false;
    }
    Optional<ProcessHandle> found = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
    return found.isEmpty() || !startOf(found.get()).equals(started);
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  /** Where it is, as messages say it. */
  public String place() {
    return "process %d on %s, application %s".formatted(process, host, application);
  }

  /** The name of this host, asked for once: a name service may be slow. */
  private static final class Host {
    private static final String NAME = name();

    private static String name() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }
}

package io.quern.notebooks.display;

import static java.util.Objects.requireNonNull;

import io.quern.api.TrainingListener;
import io.quern.api.TrainingProgress;
import io.quern.api.TrainingProgress.Phase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The trainings of one cell. Each is one display, which is replaced three times a second while it
 * changes, however many events there are. Thread-safe.
 */
public final class TrainingDisplays implements TrainingListener, AutoCloseable {
  private static final long REDRAW_MILLIS = 330;

  private final Sink sink;
  private final Map<String, Shown> shown = new LinkedHashMap<>();
  private Optional<ScheduledExecutorService> clock = Optional.empty();

  /** Where displays appear. Called under a lock, on any thread. */
  public interface Sink {
    /** Something new. */
    void show(String displayId, MimeBundle bundle);

    /** What has that id looks like this now. */
    void update(String displayId, MimeBundle bundle);
  }

  /** A card, and what of it is on the screen. */
  private static final class Shown {
    final TrainingCard card;
    MimeBundle onScreen;

    Shown(TrainingCard card) {
      this.card = card;
      this.onScreen = card.bundle();
    }
  }

  public TrainingDisplays(Sink sink) {
    this.sink = requireNonNull(sink, "sink is null");
  }

  @Override
  public synchronized void onProgress(TrainingProgress progress) {
    Shown display = shown.get(progress.runId());
    if (display == null) {
      display = new Shown(new TrainingCard(progress));
      shown.put(progress.runId(), display);
      sink.show(progress.runId(), display.onScreen);
      startClock();
    }
    display.card.accept(progress);
    if (progress.phase() == Phase.DONE) {
      end(Ending.DONE);
    }
  }

  /** Trainings that run have ended like this; they stay as they are shown now. */
  public synchronized void end(Ending how) {
    shown.values().stream()
        .map(display -> display.card)
        .filter(card -> card.ending() == Ending.RUNNING)
        .forEach(card -> card.end(how));
    redraw();
  }

  private synchronized void redraw() {
    shown.forEach(
        (id, display) -> {
          MimeBundle bundle = display.card.bundle();
          if (!bundle.equals(display.onScreen)) {
            display.onScreen = bundle;
            sink.update(id, bundle);
          }
        });
  }

  private void startClock() {
    if (clock.isEmpty()) {
      ScheduledExecutorService begun =
          Executors.newSingleThreadScheduledExecutor(TrainingDisplays::newThread);
      var ignored =
          begun.scheduleAtFixedRate(
              this::redraw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
      clock = Optional.of(begun);
    }
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "quern-display");
    thread.setDaemon(true);
    return thread;
  }

  /** Nothing is drawn from now on. */
  @Override
  public synchronized void close() {
    clock.ifPresent(ScheduledExecutorService::shutdownNow);
    clock = Optional.empty();
  }
}

package io.quern.runtime.train;

import io.quern.runtime.cluster.ChannelHandler;
import io.quern.runtime.cluster.ChannelRequest;
import io.quern.runtime.train.WorkerMessage.EpochDone;
import io.quern.runtime.train.WorkerMessage.Join;
import io.quern.runtime.train.WorkerMessage.Progress;
import io.quern.runtime.train.WorkerMessage.Scores;
import io.quern.runtime.train.WorkerMessage.Validated;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Where workers and driver meet: workers report the end of an epoch and wait; the driver is told
 * when all have, decides, and answers all at once.
 *
 * <p>A worker's task that is tried again joins with a higher attempt and takes the older one's
 * place. It goes on behind the batch its predecessor reported last (about once a second), so what
 * was pushed since is repeated, at most, and the epoch's metrics cover only what the last attempt
 * saw. An epoch that its predecessor had finished is not repeated.
 *
 * <p>Thread-safe: messages come in on the channel's thread, decisions on the driver's.
 */
final class EpochCoordinator implements ChannelHandler {
  /** What workers report and wait with. */
  private enum Phase {
    TRAINING,
    VALIDATING,
    FINISHED
  }

  private static final byte[] NOTHING = new byte[0];

  private final Consumer<Progress> progress;

  // all guarded by this
  private final Map<Integer, Member> members = new TreeMap<>();
  private Phase phase = Phase.TRAINING;
  private int epoch;
  private CompletableFuture<List<EpochDone>> epochEnd = new CompletableFuture<>();
  private CompletableFuture<List<ValidationReport>> validationEnd = new CompletableFuture<>();

  /**
   * @param workers how many take part
   * @param firstEpoch that they are to train, from 1
   * @param progress is told of every progress message of a current attempt
   */
  EpochCoordinator(int workers, int firstEpoch, Consumer<Progress> progress) {
    this.epoch = firstEpoch;
    this.progress = progress;
    for (int worker = 0; worker < workers; worker++) {
      members.put(worker, new Member());
    }
  }

  /** Completed when every worker has finished the current epoch's batches; by worker. */
  synchronized CompletableFuture<List<EpochDone>> epochEnd() {
    return epochEnd;
  }

  /** Batches of an epoch, of all workers that have joined. */
  synchronized long steps() {
    return members.values().stream().mapToLong(member -> member.batches).sum();
  }

  /** Lets the workers score the rows held out; completed when every one has; by worker. */
  synchronized CompletableFuture<List<ValidationReport>> validate() {
    enter(Phase.VALIDATING);
    return validationEnd;
  }

  /** Lets the workers begin the next epoch. */
  synchronized void nextEpoch() {
    epoch++;
    epochEnd = new CompletableFuture<>();
    validationEnd = new CompletableFuture<>();
    members.values().forEach(Member::forgetEpoch);
    enter(Phase.TRAINING);
  }

  /** Lets the workers leave, now and whenever they ask. */
  synchronized void finish() {
    enter(Phase.FINISHED);
  }

  private void enter(Phase next) {
    phase = next;
    members.values().forEach(Member::answer);
  }

  @Override
  public void onRequest(ChannelRequest request) {
    WorkerMessage message = WorkerMessage.of(request.payload());
    if (message instanceof Progress seen && isCurrent(seen)) {
      progress.accept(seen);
    }
    receive(message, request);
  }

  private synchronized boolean isCurrent(Progress seen) {
    return seen.epoch() == epoch && seen.attempt() >= members.get(seen.worker()).attempt;
  }

  private synchronized void receive(WorkerMessage message, ChannelRequest request) {
    Member member = members.get(message.worker());
    if (message.attempt() < member.attempt) {
      request.reply(message.isNotice() ? NOTHING : WorkerOrder.stop().toBytes());
      return;
    }
    member.attempt = message.attempt();
    if (message instanceof Join join) {
      request.reply(member.firstOrder(join).toBytes());
    } else if (message instanceof EpochDone done) {
      member.finishEpoch(done, request);
    } else if (message instanceof Validated validated) {
      member.finishValidation(validated, request);
    } else {
      member.note(message);
      request.reply(NOTHING);
    }
    completeWhenAllAreHere();
  }

  private void completeWhenAllAreHere() {
    if (members.values().stream().allMatch(member -> member.epochDone != null)) {
      epochEnd.complete(members.values().stream().map(member -> member.epochDone).toList());
    }
    if (members.values().stream().allMatch(member -> member.validated != null)) {
      validationEnd.complete(members.values().stream().map(Member::validationReport).toList());
    }
  }

  /**
   * One worker's scores of the rows held out.
   *
   * @param scores encoded, in parts
   */
  record ValidationReport(List<byte[]> scores) {}

  /** What is known of one worker. Guarded by the coordinator. */
  private final class Member {
    private final Map<Integer, byte[]> scores = new HashMap<>();
    private int attempt;
    private int batches;
    private int batchesDone;
    private EpochDone epochDone;
    private Validated validated;
    private ChannelRequest waiting;

    WorkerOrder firstOrder(Join join) {
      batches = join.batches();
      return phase == Phase.TRAINING && epochDone != null
          ? WorkerOrder.train(epoch, join.batches())
          : currentOrder();
    }

    void note(WorkerMessage message) {
      if (message instanceof Progress seen && seen.epoch() == epoch) {
        batchesDone = seen.batches();
      } else if (message instanceof Scores part && part.epoch() == epoch) {
        scores.put(part.part(), part.scores());
      }
    }

    void finishEpoch(EpochDone done, ChannelRequest request) {
      if (done.epoch() == epoch && epochDone == null) {
        epochDone = done;
      }
      awaitOrGoOn(done.epoch(), Phase.TRAINING, request);
    }

    void finishValidation(Validated done, ChannelRequest request) {
      if (done.epoch() == epoch) {
        validated = done;
      }
      awaitOrGoOn(done.epoch(), Phase.VALIDATING, request);
    }

    /** An attempt that came late may report what the others have left behind. */
    private void awaitOrGoOn(int reportedEpoch, Phase reported, ChannelRequest request) {
      waiting = request;
      if (reportedEpoch != epoch || reported != phase) {
        answer();
      }
    }

    void answer() {
      if (waiting != null) {
        waiting.reply(currentOrder().toBytes());
        waiting = null;
      }
    }

    private WorkerOrder currentOrder() {
      return switch (phase) {
        case TRAINING -> WorkerOrder.train(epoch, batchesDone);
        case VALIDATING -> WorkerOrder.validate(epoch);
        case FINISHED -> WorkerOrder.stop();
      };
    }

    void forgetEpoch() {
      batchesDone = 0;
      epochDone = null;
      validated = null;
      scores.clear();
    }

    ValidationReport validationReport() {
      return new ValidationReport(List.copyOf(new TreeMap<>(scores).values()));
    }
  }
}

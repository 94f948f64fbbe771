package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.api.QuernException;
import io.quern.runtime.cluster.ChannelRequest;
import io.quern.runtime.train.EpochCoordinator.ValidationReport;
import io.quern.runtime.train.WorkerMessage.EpochDone;
import io.quern.runtime.train.WorkerMessage.Join;
import io.quern.runtime.train.WorkerMessage.Progress;
import io.quern.runtime.train.WorkerMessage.Scores;
import io.quern.runtime.train.WorkerMessage.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EpochCoordinatorTest {
  private final List<Progress> progress = new ArrayList<>();
  private final EpochCoordinator coordinator = new EpochCoordinator(2, 1, progress::add);

  @Test
  void answersEpochEndsOnlyWhenTheDriverHasDecided() {
    assertThat(send(join(0, 0)).order()).isEqualTo(WorkerOrder.train(1, 0));
    Question first = send(done(0, 0, 1));
    assertThat(coordinator.epochEnd()).isNotDone();
    Question second = send(done(1, 0, 1));

    assertThat(coordinator.epochEnd().join()).extracting(EpochDone::worker).containsExactly(0, 1);
    assertThat(first.answer).isNotDone();

    coordinator.nextEpoch();

    assertThat(first.order()).isEqualTo(WorkerOrder.train(2, 0));
    assertThat(second.order()).isEqualTo(WorkerOrder.train(2, 0));
    assertThat(coordinator.epochEnd()).isNotDone();
  }

  @Test
  void gathersScoresByWorkerAndPart() {
    Question first = send(done(0, 0, 1));
    send(done(1, 0, 1));
    CompletableFuture<List<ValidationReport>> reports = coordinator.validate();
    assertThat(first.order()).isEqualTo(WorkerOrder.validate(1));

    send(new Scores(0, 0, 1, 1, new byte[] {2}));
    send(new Scores(0, 0, 1, 0, new byte[] {1}));
    send(new Validated(0, 0, 1));
    assertThat(reports).isNotDone();
    Question last = send(new Validated(1, 0, 1));

    List<ValidationReport> gathered = reports.join();
    assertThat(gathered.get(0).scores()).containsExactly(new byte[] {1}, new byte[] {2});
    assertThat(gathered.get(1).scores()).isEmpty();

    coordinator.finish();
    assertThat(last.order()).isEqualTo(WorkerOrder.stop());
    assertThat(send(join(0, 1)).order()).isEqualTo(WorkerOrder.stop());
  }

  @Test
  void sendsARetriedWorkerBehindTheLastReportedBatch() {
    send(join(0, 0));
    send(new Progress(0, 0, 1, 17, 1700, 0.5, 0.7));

    assertThat(send(join(0, 1)).order()).isEqualTo(WorkerOrder.train(1, 17));
    assertThat(progress).hasSize(1);
  }

  @Test
  void doesNotRepeatAnEpochThatAFailedAttemptHadFinished() {
    send(done(0, 0, 1));

    assertThat(send(join(0, 1)).order()).isEqualTo(WorkerOrder.train(1, 40));
    Question retried = send(new EpochDone(0, 1, 1, 0, new byte[0], new byte[0]));
    send(done(1, 0, 1));

    assertThat(coordinator.epochEnd().join())
        .extracting(EpochDone::rows)
        .containsExactly(4000L, 4000L);
    coordinator.nextEpoch();
    assertThat(retried.order()).isEqualTo(WorkerOrder.train(2, 0));
  }

  @Test
  void sendsAwayAnAttemptThatHasBeenReplaced() {
    send(join(0, 1));

    assertThat(send(join(0, 0)).order()).isEqualTo(WorkerOrder.stop());
    assertThat(send(done(0, 0, 1)).order()).isEqualTo(WorkerOrder.stop());
    send(new Progress(0, 0, 1, 17, 1700, 0.5, 0.7));
    assertThat(progress).isEmpty();
    assertThat(coordinator.epochEnd()).isNotDone();
  }

  @Test
  void letsAnAttemptThatComesDuringValidationGoOnWithTheOthers() {
    send(done(0, 0, 1));
    send(done(1, 0, 1));
    assertThat(coordinator.validate()).isNotDone();
    assertThat(send(join(0, 1)).order()).isEqualTo(WorkerOrder.validate(1));

    coordinator.nextEpoch();

    assertThat(send(new Validated(0, 1, 1)).order()).isEqualTo(WorkerOrder.train(2, 0));
    assertThat(coordinator.validate()).isNotDone();
  }

  private static Join join(int worker, int attempt) {
    return new Join(worker, attempt, 40);
  }

  private static EpochDone done(int worker, int attempt, int epoch) {
    return new EpochDone(worker, attempt, epoch, 4000, new byte[0], new byte[0]);
  }

  private Question send(WorkerMessage message) {
    Question question = new Question(message.toBytes());
    coordinator.onRequest(question);
    return question;
  }

  private static final class Question implements ChannelRequest {
    private final byte[] payload;
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    Question(byte[] payload) {
      this.payload = payload;
    }

    @Override
    public byte[] payload() {
      return payload;
    }

    @Override
    public void reply(byte[] bytes) {
      answer.complete(bytes);
    }

    @Override
    public void fail(QuernException failure) {
      answer.completeExceptionally(failure);
    }

    WorkerOrder order() {
      assertThat(answer).isDone();
      return WorkerOrder.of(answer.join());
    }
  }
}

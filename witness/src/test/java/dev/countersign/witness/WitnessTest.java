package dev.countersign.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.log.AddCheckpoint;
import dev.countersign.evidence.log.ConsistencyProof;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.SignedNote;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class WitnessTest extends BegunWitness {
  @Test
  void cosignsWhatExtendsTheLast() throws IOException {
    for (AddCheckpoint request :
        List.of(LOG.request(0, 0), LOG.request(0, 1), LOG.request(1, 256), LOG.request(256, 700))) {
      assertCosigned(request);
    }
    assertCosigned(LOG.request(700, 700));
  }

  @Test
  void refusesReplayedAndRolledBackCheckpoints() throws IOException {
    assertCosigned(LOG.request(0, 500));
    assertThat(witness.add(LOG.request(0, 500))).isEqualTo(new Verdict.OtherSize(500));
    assertThat(witness.add(LOG.request(0, 400))).isEqualTo(new Verdict.OtherSize(500));
    assertThat(witness.add(LOG.request(400, 600))).isEqualTo(new Verdict.OtherSize(500));
    var shrunk = new AddCheckpoint(500, List.of(), LOG.request(0, 400).note());
    assertThat(witness.add(shrunk)).isEqualTo(new Verdict.Shrinks());
    assertCosigned(LOG.request(500, 600));
  }

  @Test
  void refusesAnotherHistory() throws IOException {
    assertCosigned(LOG.request(0, 500));
    assertThat(witness.add(FORK.request(500, 600))).isEqualTo(new Verdict.NotProven());
    assertThat(witness.add(FORK.request(500, 500))).isEqualTo(new Verdict.Forked(500));
    var stretched =
        new AddCheckpoint(500, FORK.request(300, 600).proof(), FORK.request(0, 600).note());
    assertThat(witness.add(stretched)).isEqualTo(new Verdict.NotProven());
    var padded = new AddCheckpoint(500, LOG.request(400, 600).proof(), LOG.request(0, 500).note());
    assertThat(witness.add(padded)).isEqualTo(new Verdict.NotProven());
    assertCosigned(LOG.request(500, 600));
  }

  @Test
  void refusesAProofWhereNoneBelongs() throws IOException {
    var proof = LOG.request(3, 10).proof();
    assertThat(witness.add(new AddCheckpoint(0, proof, LOG.request(0, 10).note())))
        .isEqualTo(new Verdict.NotProven());
    assertThat(witness.add(new AddCheckpoint(0, List.of(), LOG.request(0, 10).note())))
        .isInstanceOf(Verdict.Cosigned.class);
  }

  @Test
  void knowsItsLogsByNameAndKey() throws IOException {
    var stranger = TestLog.of(10);
    assertThat(witness.add(stranger.request(0, 5))).isEqualTo(new Verdict.NotSigned());
    var renamed = new AddCheckpoint(0, List.of(), renamed());
    assertThat(witness.add(renamed)).isEqualTo(new Verdict.UnknownLog());
  }

  private static SignedNote renamed() {
    var key = SigningKey.generate(new SecureRandom());
    return new Checkpoint("other.example", 5, LOG.checkpoint(5).root()).sign(key);
  }

  @Test
  void concurrentRequestsNeverGetTwoHistoriesCosigned() throws Exception {
    assertCosigned(LOG.request(0, 300));
    List<Callable<List<Checkpoint>>> clients = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      var history = i % 2 == 0 ? LOG : FORK;
      var random = new Random(i);
      clients.add(() -> push(history, random));
    }
    var cosigned = new ArrayList<Checkpoint>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : pool.invokeAll(clients)) {
        cosigned.addAll(done.get());
      }
    }
    assertThat(cosigned).isNotEmpty();
    boolean one = cosigned.stream().allMatch(c -> c.equals(LOG.checkpoint(c.size())));
    boolean other = cosigned.stream().allMatch(c -> c.equals(FORK.checkpoint(c.size())));
    assertThat(one).isNotEqualTo(other);
    assertThat(cosigned.stream().mapToLong(Checkpoint::size).distinct().count())
        .as("every size is cosigned for one client only")
        .isEqualTo(cosigned.size());
  }

  /// What one client gets cosigned when it always asks for a little more than is there.
  private List<Checkpoint> push(TestLog history, Random random) throws IOException {
    var got = new ArrayList<Checkpoint>();
    long known = 300;
    for (int i = 0; i < 60 && known < 690; i++) {
      var request = history.request(known, known + 1 + random.nextInt(9));
      switch (witness.add(request)) {
        case Verdict.Cosigned _ -> {
          got.add(request.checkpoint());
          known = request.checkpoint().size();
        }
        case Verdict.OtherSize(long size) -> known = size;
        default -> {
          return got;
        }
      }
    }
    return got;
  }

  @Test
  void theConsistencyProofIsCheckedFromItsOwnMemory() throws IOException {
    assertCosigned(LOG.request(0, 300));
    var proof = new ConsistencyProof(299, 700, LOG.request(299, 700).proof());
    assertThat(witness.add(AddCheckpoint.of(proof, LOG.request(0, 700).note())))
        .isEqualTo(new Verdict.OtherSize(300));
  }
}

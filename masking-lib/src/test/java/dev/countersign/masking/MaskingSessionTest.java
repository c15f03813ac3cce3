package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.masking.commit.BodyCommitment;
import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskingSessionTest {

  private static final byte[] BODY = "{\"email\":\"joe@example.org\",\"n\":1}".getBytes(UTF_8);

  @Test
  void whatWasMaskedBeforeDoesNotMatter() {
    MaskingPolicy used = TestPolicies.all();
    List<Corpus.Body> bodies = Corpus.bodies().toList();
    Random random = new Random(5);
    for (int i = 0; i < 600; i++) {
      Corpus.Body body = bodies.get(random.nextInt(bodies.size()));
      int cut = random.nextInt(body.bytes().length + 1);
      Outcome fresh = Outcome.of(TestPolicies.all(), body.kind(), body.bytes(), cut);
      assertThat(Outcome.of(used, body.kind(), body.bytes(), cut)).isEqualTo(fresh);
    }
  }

  @Test
  void aBodyThatFailsLeavesNothingForTheNext() throws IOException {
    MaskingPolicy policy = TestPolicies.all();
    for (int length = 0; length < BODY.length; length++) {
      MaskingSession broken = policy.open(MediaKind.JSON);
      broken.feed(BODY, 0, length, (_, _, _) -> {});
      if (length > 0) {
        assertThatThrownBy(() -> broken.finish((_, _, _) -> {}))
            .isInstanceOf(MaskingException.class);
      }
      broken.close();
      assertThat(masked(policy)).isEqualTo("{\"email\":\"[redacted:email]\",\"n\":1}");
    }
  }

  @Test
  void reportsStayWhenTheSessionIsClosed() throws IOException {
    MaskingPolicy policy = TestPolicies.all();
    MaskingSession first = policy.open(MediaKind.JSON);
    first.feed(BODY, (_, _, _) -> {});
    MaskingReport report = first.finish((_, _, _) -> {});
    first.close();
    byte[] other = "[\"a\"]".getBytes(UTF_8);
    policy.mask(MediaKind.JSON, other);
    assertThat(report.places().size()).isEqualTo(1);
    assertThat(report.places().start(0)).isEqualTo(10);
    assertThat(report.holes()).containsEntry("email", 1);
  }

  @Test
  void aClosedSessionIsOfNoUse() throws IOException {
    MaskingSession session = TestPolicies.all().open(MediaKind.JSON);
    session.feed(BODY, (_, _, _) -> {});
    session.end((_, _, _) -> {});
    assertThat(session.bytesOut()).isEqualTo(34);
    assertThat(session.places().size()).isEqualTo(1);
    session.close();
    session.close();
    assertThatThrownBy(session::bytesOut).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(session::places).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> session.feed(BODY, (_, _, _) -> {}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> session.finish((_, _, _) -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatWasCommittedToBeforeDoesNotMatter() throws IOException {
    MaskingPolicy used = TestPolicies.all();
    for (byte key = 1; key < 20; key++) {
      CommitmentSettings settings =
          key % 3 == 0 ? CommitmentSettings.openable() : CommitmentSettings.closed();
      BodyCommitment fresh = committed(TestPolicies.all(), key, settings);
      assertThat(committed(used, key, settings).root()).isEqualTo(fresh.root());
      try (MaskingSession plain = used.open(MediaKind.JSON)) {
        plain.feed(BODY, (_, _, _) -> {});
        plain.finish((_, _, _) -> {});
        assertThat(plain.commitment()).isEmpty();
        assertThat(plain.proof()).isEmpty();
      }
    }
  }

  private static BodyCommitment committed(
      MaskingPolicy policy, byte key, CommitmentSettings settings) throws IOException {
    byte[] keys = new byte[64];
    Arrays.fill(keys, key);
    try (MaskingSession session = policy.open(MediaKind.JSON)) {
      session.commit(CommitmentKey.of(keys), settings);
      session.feed(BODY, (_, _, _) -> {});
      session.finish((_, _, _) -> {});
      assertThat(session.proof()).isPresent();
      return session.commitment().orElseThrow();
    }
  }

  @Test
  void sessionsThatAreOpenTogetherShareNothing() throws Exception {
    MaskingPolicy policy = TestPolicies.all();
    List<Callable<Void>> tasks =
        IntStream.range(0, 200)
            .mapToObj(i ->
                (Callable<Void>)
                    () -> {
                      for (int round = 0; round < 20; round++) {
                        masksItsOwn(policy, i);
                      }
                      return null;
                    })
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  private static void masksItsOwn(MaskingPolicy policy, int number) throws IOException {
    String name = "person" + number;
    byte[] body =
        "{\"%s\":\"%s\",\"email\":\"%s@example.org\"}".formatted(name, name, name).getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MaskingSession session = policy.open(MediaKind.JSON)) {
      for (int i = 0; i < body.length; i++) {
        session.feed(body, i, 1, out::write);
        if (i % 16 == 0) {
          Thread.yield();
        }
      }
      session.finish(out::write);
    }
    assertThat(out.toString(UTF_8))
        .isEqualTo("{\"%s\":\"%s\",\"email\":\"[redacted:email]\"}".formatted(name, name));
  }

  private static String masked(MaskingPolicy policy) throws MaskingException {
    return new String(policy.mask(MediaKind.JSON, BODY).bytes(), UTF_8);
  }
}

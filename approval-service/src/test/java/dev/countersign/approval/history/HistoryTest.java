package dev.countersign.approval.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.history.History.Deed;
import dev.countersign.approval.history.History.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The checker itself finds what it is there to find.
class HistoryTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final History history =
      new History(new UUID(0, 1), 2, 1, Duration.ofSeconds(10), Duration.ofSeconds(10), START);

  @Test
  void acceptsWhatMayBe() {
    did(Kind.APPROVE, "bob", 1, 200);
    did(Kind.APPROVE, "carol", 2, 200);
    did(Kind.CONSUME, "gateway-0", 3, 200);
    did(Kind.CONSUME, "gateway-1", 4, 409);
    did(Kind.REVOKE, "bob", 5, 409);
    assertThat(history.violations()).isEmpty();
    assertThat(history.wasUsed()).isTrue();
  }

  @Test
  void findsASecondUse() {
    acceptsWhatMayBe();
    did(Kind.CONSUME, "gateway-1", 6, 200);
    violates("used 2 times");
  }

  @Test
  void findsAUseWithoutQuorum() {
    did(Kind.APPROVE, "bob", 1, 200);
    did(Kind.APPROVE, "bob", 2, 200);
    did(Kind.CONSUME, "gateway-0", 3, 200);
    violates("used with [bob] of 2");
  }

  @Test
  void findsAUseAfterItWasRevokedDeniedOrOutOfTime() {
    acceptsWhatMayBe();
    did(Kind.REVOKE, "bob", 2, 200);
    violates("used and taken back");
    did(Kind.DENY, "dave", 2, 200);
    violates("used after 1 denials");
  }

  @Test
  void findsAUseAndADecisionAfterTheirTime() {
    did(Kind.APPROVE, "bob", 1, 200);
    did(Kind.APPROVE, "carol", 11, 200);
    did(Kind.CONSUME, "gateway-0", 22, 200);
    violates("used after its time");
    violates("decided after its time");
  }

  private void did(Kind kind, String by, long second, int status) {
    Instant at = START.plusSeconds(second);
    history.add(new Deed(kind, by, at, at.plusMillis(10), status, ""));
  }

  private void violates(String what) {
    assertThat(history.violations()).anyMatch(text -> text.contains(what));
  }
}

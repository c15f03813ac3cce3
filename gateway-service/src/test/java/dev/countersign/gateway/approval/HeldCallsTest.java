package dev.countersign.gateway.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.gateway.approval.Approvals.Patience;
import dev.countersign.gateway.approval.HeldCalls.Heard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeldCallsTest {
  private static final Duration OFTEN = Duration.ofMillis(50);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HeldCalls held = new HeldCalls(settings(2), meters);

  static ApprovalSettings settings(int heldAtMost) {
    return new ApprovalSettings(
        URI.create("http://approvals"),
        "gateway",
        "very-secret",
        URI.create("http://issuer/token"),
        "countersign.consume",
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        heldAtMost,
        Duration.ofSeconds(5),
        1024,
        10,
        Duration.ofMillis(100),
        Duration.ofSeconds(10));
  }

  @Test
  void wakesAllWhoWaitForAnApprovalAndNobodyElse() throws Exception {
    try (HeldCalls.Seat one = held.seat("a");
        HeldCalls.Seat two = held.seat("a");
        HeldCalls.Seat other = held.seat("b")) {
      var first = CompletableFuture.supplyAsync(() -> one.await(waiting(60_000), OFTEN));
      var second = CompletableFuture.supplyAsync(() -> two.await(waiting(60_000), OFTEN));
      held.wake("a", ApprovalState.APPROVED);
      assertThat(first.get(1, TimeUnit.MINUTES))
          .isEqualTo(new Heard.Decision(ApprovalState.APPROVED));
      assertThat(second.get(1, TimeUnit.MINUTES))
          .isEqualTo(new Heard.Decision(ApprovalState.APPROVED));
      assertThat(other.await(waiting(10), OFTEN)).isEqualTo(new Heard.Silence());
    }
  }

  @Test
  void hearsADecisionThatComesBeforeItWaits() {
    try (HeldCalls.Seat seat = held.seat("a")) {
      held.wake("a", ApprovalState.DENIED);
      assertThat(seat.await(waiting(10), OFTEN))
          .isEqualTo(new Heard.Decision(ApprovalState.DENIED));
    }
  }

  @Test
  void noticesThatTheCallerHasGone() {
    try (HeldCalls.Seat seat = held.seat("a")) {
      Patience left = new Patience(Duration.ofMinutes(1), () -> true);
      assertThat(seat.await(left, Duration.ofMillis(1))).isEqualTo(new Heard.Gone());
      assertThat(seat.isAlone()).isTrue();
      try (HeldCalls.Seat other = held.seat("a")) {
        assertThat(other.isAlone()).isFalse();
      }
    }
  }

  private static Patience waiting(long millis) {
    return new Patience(Duration.ofMillis(millis), () -> false);
  }

  @Test
  void holdsNoMoreCallsThanItHasRoomFor() {
    assertThat(held.enter()).isTrue();
    assertThat(held.enter()).isTrue();
    assertThat(held.enter()).isFalse();
    assertThat(meters.get("countersign.gateway.held").gauge().value()).isEqualTo(2);
    held.leave();
    assertThat(held.enter()).isTrue();
  }

  @Test
  void itsSettingsKeepTheirSecret() {
    assertThat(settings(1).toString()).doesNotContain("very-secret");
  }
}

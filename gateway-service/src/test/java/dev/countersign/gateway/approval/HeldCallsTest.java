package dev.countersign.gateway.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeldCallsTest {
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
        10);
  }

  @Test
  void wakesAllWhoWaitForAnApprovalAndNobodyElse() throws Exception {
    try (HeldCalls.Seat one = held.seat("a");
        HeldCalls.Seat two = held.seat("a");
        HeldCalls.Seat other = held.seat("b")) {
      var first = CompletableFuture.supplyAsync(() -> one.await(Duration.ofSeconds(20)));
      var second = CompletableFuture.supplyAsync(() -> two.await(Duration.ofSeconds(20)));
      held.wake("a", ApprovalState.APPROVED);
      assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(ApprovalState.APPROVED);
      assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(ApprovalState.APPROVED);
      assertThat(other.await(Duration.ofMillis(10))).isNull();
    }
  }

  @Test
  void hearsADecisionThatComesBeforeItWaits() {
    try (HeldCalls.Seat seat = held.seat("a")) {
      held.wake("a", ApprovalState.DENIED);
      assertThat(seat.await(Duration.ofMillis(10))).isEqualTo(ApprovalState.DENIED);
    }
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

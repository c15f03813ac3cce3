package dev.countersign.approval.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/// Server-sent events of what changes.
@TestPropertySource(
    properties = {
      "countersign.approval.live.listeners=2",
      "countersign.approval.live.poll-every=50ms",
      "countersign.approval.live.heartbeat=200ms"
    })
class LiveListIT extends ApprovalIT {

  @Test
  void tellsWhatChangesToWhoMaySeeIt() {
    String bob = service.person("bob", "leads");
    try (EventReader reviewer = service.listen(bob, null);
        EventReader stranger = service.listen(service.person("mallory", "support"), null)) {
      UUID id = service.ask(service.refund());
      service.approve(id, bob);
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(reviewer.statesOf(id)).containsExactly("requested", "approved"));
      assertThat(stranger.statesOf(id)).isEmpty();
    }
  }

  @Test
  void goesOnWhereAnEarlierStreamEnded() {
    String bob = service.person("bob", "leads");
    UUID id = service.ask(service.refund());
    String last;
    try (EventReader first = service.listen(bob, null)) {
      service.post("/" + id + "/comment", bob, "{\"comment\":\"hm\"}");
      Awaitility.await().until(() -> !first.statesOf(id).isEmpty());
      last = first.lastId();
    }
    service.approve(id, bob);
    assertThat(service.consume(id).status()).isEqualTo(200);
    try (EventReader second = service.listen(bob, last)) {
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(second.statesOf(id)).containsExactly("approved", "consumed"));
    }
    try (EventReader odd = service.listen(bob, "no-position")) {
      Awaitility.await().until(odd::wasReset);
    }
  }

  @Test
  void servesSoManyListenersAndNotesWhoLeft() {
    String bob = service.person("bob", "leads");
    Awaitility.await().ignoreExceptions().untilAsserted(this::holdsTwo);
    Awaitility.await()
        .untilAsserted(() -> {
          try (EventReader again = service.listen(bob, null)) {
            assertThat(again.status()).isEqualTo(200);
          }
        });
  }

  private void holdsTwo() {
    String bob = service.person("bob", "leads");
    try (EventReader one = service.listen(bob, null);
        EventReader two = service.listen(bob, null);
        EventReader three = service.listen(bob, null)) {
      assertThat(List.of(one.status(), two.status(), three.status()))
          .containsExactly(200, 200, 503);
    }
  }
}

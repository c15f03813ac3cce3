package dev.countersign.approval.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
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
    try (EventReader reviewer = listen(bob, null);
        EventReader stranger = listen(service.person("mallory", "support"), null)) {
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
    try (EventReader first = listen(bob, null)) {
      service.post("/" + id + "/comment", bob, "{\"comment\":\"hm\"}");
      Awaitility.await().until(() -> !first.statesOf(id).isEmpty());
      last = first.lastId();
    }
    service.approve(id, bob);
    assertThat(service.consume(id).status()).isEqualTo(200);
    try (EventReader second = listen(bob, last)) {
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(second.statesOf(id)).containsExactly("approved", "consumed"));
    }
    try (EventReader odd = listen(bob, "no-position")) {
      Awaitility.await().until(odd::wasReset);
    }
  }

  @Test
  void servesSoManyListenersAndNotesWhoLeft() {
    String bob = service.person("bob", "leads");
    try (EventReader one = listen(bob, null);
        EventReader two = listen(bob, null);
        EventReader three = service.listen(bob, null)) {
      assertThat(three.status()).isEqualTo(503);
      assertThat(List.of(one.status(), two.status())).containsOnly(200);
    }
    try (EventReader again = listen(bob, null)) {
      assertThat(again.status()).isEqualTo(200);
    }
  }

  // Whoever left is noted only when the next line can't be written to them, so a place may still be
  // taken by an earlier reader. What is served is kept: asking anew would take the place again.
  private EventReader listen(String person, @Nullable String lastId) {
    return Awaitility.await().until(() -> served(person, lastId), Objects::nonNull);
  }

  private @Nullable EventReader served(String person, @Nullable String lastId) {
    EventReader reader = service.listen(person, lastId);
    if (reader.status() == 200) {
      return reader;
    }
    reader.close();
    return null;
  }
}

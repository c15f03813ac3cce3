package dev.countersign.approval.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.ApprovalIT;
import dev.countersign.approval.AtOnce;
import dev.countersign.approval.RunningService.Answer;
import dev.countersign.evidence.record.RecordBody.ApprovalExpired;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ExpiryIT extends ApprovalIT {
  private static final Duration SOON = Duration.ofMillis(1);

  @Autowired ExpirySweep sweep;

  @Test
  void whatNobodyDecidedExpires() {
    UUID id = service.ask(service.refund().decideWithin(SOON));
    Answer late = service.approve(id, service.person("bob", "leads"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.problem()).isEqualTo("already-decided");
    sweep.sweep();
    ended(id, "expired");
    Answer use = service.consume(id);
    assertThat(use.status()).isEqualTo(410);
    assertThat(use.problem()).isEqualTo("approval-expired");
  }

  @Test
  void whatNobodyUsedLapses() {
    UUID id = service.ask(service.refund().useWithin(SOON));
    service.approve(id, service.person("bob", "leads"));
    Awaitility.await().until(() -> service.consume(id).status() == 410);
    sweep.sweep();
    ended(id, "lapsed");
    assertThat(service.consume(id).status()).isEqualTo(410);
  }

  @Test
  void twoSweepsAtOnceEndEachOnce() {
    List<UUID> ids =
        List.of(
            service.ask(service.refund().decideWithin(SOON)),
            service.ask(service.refund().decideWithin(SOON)),
            service.ask(service.refund().decideWithin(SOON)));
    AtOnce.all(List.of(Executors.callable(sweep::sweep), Executors.callable(sweep::sweep)));
    ids.forEach(id -> ended(id, "expired"));
  }

  @Test
  void whatStillHasTimeStays() {
    UUID id = service.ask(service.refund());
    sweep.sweep();
    assertThat(service.get("/" + id, service.person("alice")).state()).isEqualTo("requested");
    assertThat(service.topics().evidence(ApprovalExpired.class, id)).isEmpty();
  }

  private void ended(UUID id, String state) {
    assertThat(service.get("/" + id, service.person("alice")).state()).isEqualTo(state);
    assertThat(service.topics().evidence(ApprovalExpired.class, id))
        .containsExactly(new ApprovalExpired(id.toString(), state));
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(service.topics().decisionsOn(id))
                .last()
                .satisfies(
                    decision -> assertThat(decision.get("state").asString()).isEqualTo(state)));
  }
}

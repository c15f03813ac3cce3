package dev.countersign.approval.consumption;

import dev.countersign.approval.database.ColumnTime;
import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.Consumption;
import dev.countersign.approval.seal.Seal;
import dev.countersign.evidence.record.EvidenceJson;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// How calls ended that used approvals, for a while; sealed. Thread-safe; replicas share them.
///
/// They permit nothing and are no evidence: they let a call that is repeated be answered as it was
/// the first time. One that is lost, or never came, shows as unknown.
@Component
class Outcomes {
  private final JdbcClient database;
  private final Seal seal;
  private final OutcomeSettings settings;
  private final Clock clock;

  Outcomes(JdbcClient database, Seal seal, OutcomeSettings settings, Clock clock) {
    this.database = database;
    this.seal = seal;
    this.settings = settings;
    this.clock = clock;
  }

  /// Keeps how the call ended that used an approval. The same again changes nothing.
  ///
  /// @return false where something else is kept, or another call used it, or none did
  boolean keep(Approval approval, UseOutcome outcome) {
    Consumption use = approval.consumption();
    if (use == null
        || !use.call().equals(outcome.call())
        || !use.consumer().equals(outcome.consumer())) {
      return false;
    }
    byte[] content = EvidenceJson.write(outcome);
    byte[] sealed = seal.close(place(approval.id(), use), content);
    int added =
        database
            .sql(
                """
                INSERT INTO outcome (approval_id, kept_at, sealed_outcome)
                VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                """)
            .params(approval.id(), ColumnTime.of(clock.instant()), sealed)
            .update();
    return added == 1
        || find(approval.id(), use).filter(kept -> Arrays.equals(kept, content)).isPresent();
  }

  /// How the call ended, where that is known and still kept.
  Optional<UseOutcome> of(Approval approval) {
    Consumption use = approval.consumption();
    Instant until = until(approval);
    return use == null || until == null || !clock.instant().isBefore(until)
        ? Optional.empty()
        : find(approval.id(), use).map(kept -> EvidenceJson.read(kept, UseOutcome.class));
  }

  /// Until when it is kept how the call ends that used the approval.
  @Nullable Instant until(Approval approval) {
    Consumption use = approval.consumption();
    return use == null ? null : use.at().plus(settings.keep());
  }

  private Optional<byte[]> find(UUID approval, Consumption use) {
    Optional<byte[]> kept =
        database
            .sql("SELECT sealed_outcome FROM outcome WHERE approval_id = ?")
            .param(approval)
            .query((row, number) -> row.getBytes("sealed_outcome"))
            .optional();
    return kept.map(sealed -> seal.open(place(approval, use), sealed));
  }

  private static String place(UUID approval, Consumption use) {
    return "outcome %s %s".formatted(approval, use.call());
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void forget() {
    database
        .sql("DELETE FROM outcome WHERE kept_at < ?")
        .param(ColumnTime.of(clock.instant().minus(settings.keep())))
        .update();
  }
}

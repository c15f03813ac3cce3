package dev.countersign.audit.receipt;

import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.LogReader;
import dev.countersign.evidence.log.InclusionProof;
import dev.countersign.evidence.record.WatchBody;
import dev.countersign.evidence.writer.EvidenceAppender;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Holds receipts against the log. A verdict is on the record, durably, before anybody hears it.
/// Thread-safe.
@Component
class Receipts {
  private final LogReader log;
  private final Checkpoints checkpoints;
  private final EvidenceAppender evidence;
  private final JdbcClient jdbc;
  private final Clock clock;

  Receipts(
      LogReader log,
      Checkpoints checkpoints,
      EvidenceAppender evidence,
      JdbcClient jdbc,
      Clock clock) {
    this.log = log;
    this.checkpoints = checkpoints;
    this.evidence = evidence;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// @throws dev.countersign.evidence.writer.EvidenceUnavailableException when the verdict cannot
  ///   be recorded
  Redemption redeem(Receipt receipt) {
    Redemption redemption = judge(receipt.promise());
    switch (redemption) {
      case Redemption.Included(LogCheckpoint checkpoint, InclusionProof proof) ->
          record(receipt, "included", Optional.of(proof.index()), checkpoint);
      case Redemption.Breach(LogCheckpoint checkpoint) ->
          record(receipt, "breach", Optional.empty(), checkpoint);
      case Redemption.Pending() -> {
        // Nothing was found out.
      }
    }
    return redemption;
  }

  /// Before the time is over the newest checkpoint decides where it can, afterwards one of now.
  private Redemption judge(Receipt.Promise promise) {
    boolean due = !clock.instant().isBefore(promise.mergeBy());
    Optional<LogCheckpoint> newest = checkpoints.newest();
    Optional<Redemption> found = newest.flatMap(checkpoint -> included(promise, checkpoint));
    if (found.isPresent()) {
      return found.get();
    }
    LogCheckpoint now = checkpoints.advance();
    return included(promise, now)
        .orElseGet(() -> due ? new Redemption.Breach(now) : new Redemption.Pending());
  }

  /// The row only says where to look: the checkpoint's tree decides.
  private Optional<Redemption> included(Receipt.Promise promise, LogCheckpoint checkpoint) {
    return jdbc.sql(
            """
            SELECT leaf_index FROM leaf
            WHERE call = :call AND leaf_hash = :hash AND leaf_index < :size
            """)
        .param("call", promise.call())
        .param("hash", promise.leafHash().bytes())
        .param("size", checkpoint.size())
        .query(Long.class)
        .optional()
        .map(leaf -> log.inclusion(leaf, checkpoint.size()))
        .filter(proof -> proof.proves(promise.leafHash(), checkpoint.root()))
        .map(proof -> new Redemption.Included(checkpoint, proof));
  }

  private void record(
      Receipt receipt, String verdict, Optional<Long> leaf, LogCheckpoint checkpoint) {
    evidence.append(
        new WatchBody.ReceiptRedeemed(
            receipt.promise().call(),
            receipt.digest(),
            receipt.promise().leafHash(),
            verdict,
            leaf.orElse(null),
            checkpoint.size()));
  }
}

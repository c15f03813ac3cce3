package dev.countersign.audit.search;

import dev.countersign.audit.log.StoredRecord;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.CallRefused;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A call as its records tell it.
///
/// @param decision `permitted` or `refused`; absent while a call is held
/// @param reason why it was refused, or what failed
/// @param holes how many places of the answer were masked, by kind
/// @param intent the leaf of its intent
/// @param outcome the leaf of its outcome
/// @param refusal the leaf of its refusal
/// @param records all its records, where one call is asked for
@Schema(name = "Call")
record CallView(
    String call,
    @Nullable String session,
    Instant time,
    @Nullable Party subject,
    List<Party> actors,
    @Nullable String connection,
    @Nullable String function,
    @Nullable String decision,
    String status,
    @Nullable String reason,
    @Nullable SortedMap<String, Integer> holes,
    @Nullable Long intent,
    @Nullable Long outcome,
    @Nullable Long refusal,
    @Nullable String approval,
    @Nullable List<RecordOfCall> records) {

  static CallView of(StoredRecord stored, @Nullable StoredRecord outcome) {
    EvidenceRecord record = stored.record();
    return switch (record.body()) {
      case CallIntent intent -> permitted(record.time(), stored.leaf(), intent, outcome);
      case CallRefused refused -> refused(record.time(), stored.leaf(), refused);
      case ApprovalRequested requested -> held(record.time(), requested);
      case RecordBody other ->
          throw new IllegalStateException(
              "leaf %d is no call's first record".formatted(stored.leaf()));
    };
  }

  CallView with(List<RecordOfCall> all) {
    return new CallView(
        call,
        session,
        time,
        subject,
        actors,
        connection,
        function,
        decision,
        status,
        reason,
        holes,
        intent,
        outcome,
        refusal,
        approval,
        all);
  }

  private static CallView permitted(
      Instant time, long leaf, CallIntent intent, @Nullable StoredRecord ended) {
    CallOutcome outcome =
        ended != null && ended.record().body() instanceof CallOutcome body ? body : null;
    return new CallView(
        intent.call(),
        intent.session(),
        time,
        intent.subject(),
        intent.actors(),
        intent.connection(),
        intent.function(),
        "permitted",
        outcome == null ? CallStatus.OPEN.wireName() : outcome.status().wireName(),
        outcome == null ? null : outcome.failure(),
        outcome == null ? null : outcome.holes(),
        leaf,
        ended == null ? null : ended.leaf(),
        null,
        intent.approval(),
        null);
  }

  private static CallView refused(Instant time, long leaf, CallRefused refused) {
    return new CallView(
        refused.call(),
        refused.session(),
        time,
        refused.subject(),
        refused.actors(),
        refused.connection(),
        refused.function(),
        "refused",
        CallStatus.REFUSED.wireName(),
        refused.reason(),
        null,
        null,
        null,
        leaf,
        refused.approval(),
        null);
  }

  private static CallView held(Instant time, ApprovalRequested requested) {
    return new CallView(
        requested.call(),
        requested.session(),
        time,
        requested.subject(),
        requested.actors(),
        requested.connection(),
        requested.function(),
        null,
        CallStatus.HELD.wireName(),
        null,
        null,
        null,
        null,
        null,
        requested.approval(),
        null);
  }
}

package dev.countersign.audit.search;

import dev.countersign.audit.log.StoredRecord;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.CallRefused;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Calls, put together from their records. Thread-safe.
@Component
class Calls {
  private final CallTable table;

  Calls(CallTable table) {
    this.table = table;
  }

  List<CallView> find(CallQuery query) {
    return table.find(query).stream()
        .map(found -> CallView.of(found.call(), found.outcome()))
        .toList();
  }

  /// One call with all its records.
  Optional<CallView> one(String call) {
    List<Read> records =
        table.recordsOf(call).stream()
            .map(stored -> new Read(stored, stored.record().body()))
            .toList();
    return first(records, call)
        .map(first ->
            CallView.of(first.stored(), outcome(records, first))
                .with(records.stream().map(read -> RecordOfCall.of(read.stored())).toList()));
  }

  private record Read(StoredRecord stored, RecordBody body) {}

  /// The intent, else the refusal, else the request for approval.
  private static Optional<Read> first(List<Read> records, String call) {
    return records.stream()
        .filter(read -> rank(read.body(), call) < Integer.MAX_VALUE)
        .min(Comparator.comparingInt(read -> rank(read.body(), call)));
  }

  private static int rank(RecordBody body, String call) {
    return switch (body) {
      case CallIntent intent when intent.call().equals(call) -> 0;
      case CallRefused refused when refused.call().equals(call) -> 1;
      case ApprovalRequested requested when requested.call().equals(call) -> 2;
      default -> Integer.MAX_VALUE;
    };
  }

  private static @org.jspecify.annotations.Nullable StoredRecord outcome(
      List<Read> records, Read first) {
    return records.stream()
        .filter(read ->
            read.body() instanceof CallOutcome outcome
                && outcome.intent().equals(first.stored().digest()))
        .min(
            Comparator.comparing((Read read) ->
                    read.body() instanceof CallOutcome outcome
                        && outcome.status() == OutcomeStatus.UNKNOWN)
                .thenComparing(read -> read.stored().leaf()))
        .map(Read::stored)
        .orElse(null);
  }
}

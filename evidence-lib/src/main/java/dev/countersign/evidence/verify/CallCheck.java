package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Checks that outcomes and intents belong to each other.
///
/// It keeps the open calls, and the last 16,384 closed ones so that a sweep that raced with the
/// gateway is told from an outcome nobody started.
final class CallCheck {
  private static final int CLOSED_KEPT = 16_384;

  private record Open(SignedRecord intent, Instant deadline) {}

  /// How a call ended; the digest stands for the whole outcome.
  private record Closed(OutcomeStatus status, Digest outcome) {
    static Closed of(CallOutcome outcome) {
      return new Closed(outcome.status(), Digest.of(EvidenceJson.write(outcome)));
    }

    boolean isUnknown() {
      return status == OutcomeStatus.UNKNOWN;
    }
  }

  private final Map<String, Open> open = new HashMap<>();
  private final Map<String, SignedRecord> early = new HashMap<>();
  private final Map<String, Closed> closed =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Closed> eldest) {
          return size() > CLOSED_KEPT;
        }
      };
  private final Findings findings;
  private long intents;

  CallCheck(Findings findings) {
    this.findings = findings;
  }

  long intents() {
    return intents;
  }

  void accept(SignedRecord record) {
    switch (record.record().body()) {
      case CallIntent intent -> start(record, intent);
      case CallOutcome outcome -> end(record, outcome);
      default -> {}
    }
  }

  private void start(SignedRecord record, CallIntent intent) {
    intents++;
    var outcome = early.remove(intent.call());
    if (outcome != null) {
      findings.add(
          FindingKind.OUTCOME_BEFORE_INTENT,
          outcome,
          "after leaf " + record.leaf() + ", the call's intent",
          "before it");
    } else if (open.containsKey(intent.call()) || closed.containsKey(intent.call())) {
      findings.add(FindingKind.DUPLICATE_INTENT, record, "a call of its own", intent.call());
    } else {
      open.put(intent.call(), new Open(record, intent.deadline()));
    }
  }

  private void end(SignedRecord record, CallOutcome outcome) {
    var start = open.remove(outcome.call());
    if (start != null) {
      checkPair(start.intent(), record, outcome);
      closed.put(outcome.call(), Closed.of(outcome));
      return;
    }
    var before = closed.get(outcome.call());
    if (before == null) {
      early.putIfAbsent(outcome.call(), record);
    } else if (before.isUnknown() || isUnknown(outcome)) {
      findings.add(
          FindingKind.LATE_OUTCOME,
          record,
          "no outcome after " + before.status().wireName(),
          outcome.status().wireName());
    } else if (!before.equals(Closed.of(outcome))) {
      findings.add(
          FindingKind.DUPLICATE_OUTCOME,
          record,
          "the outcome before: " + before.status().wireName(),
          outcome.status().wireName());
    }
  }

  private void checkPair(SignedRecord intent, SignedRecord record, CallOutcome outcome) {
    Digest expected = intent.digest();
    if (!outcome.intent().equals(expected)) {
      findings.add(
          FindingKind.OUTCOME_MISMATCH,
          record,
          "intent " + expected + " at leaf " + intent.leaf(),
          "intent " + outcome.intent());
    }
    String gateway = intent.record().writer();
    if (!isUnknown(outcome) && !record.record().writer().equals(gateway)) {
      findings.add(
          FindingKind.OUTCOME_WRONG_WRITER,
          record,
          "writer " + gateway,
          "writer " + record.record().writer());
    }
  }

  private static boolean isUnknown(CallOutcome outcome) {
    return outcome.status() == OutcomeStatus.UNKNOWN;
  }

  /// Ends the check; `newest` is the latest time in the log.
  void finish(Instant newest) {
    early.values().stream()
        .sorted(Comparator.comparingLong(SignedRecord::leaf))
        .forEach(record ->
            findings.add(FindingKind.OUTCOME_WITHOUT_INTENT, record, "an intent before", "none"));
    open.values().stream()
        .sorted(Comparator.comparingLong(call -> call.intent().leaf()))
        .forEach(call -> reportOpen(call, newest));
  }

  private void reportOpen(Open call, Instant newest) {
    var kind =
        call.deadline().isBefore(newest) ? FindingKind.MISSING_OUTCOME : FindingKind.OPEN_INTENT;
    String expected = "an outcome by " + call.deadline();
    findings.add(kind, call.intent(), expected, "none by " + newest);
  }
}

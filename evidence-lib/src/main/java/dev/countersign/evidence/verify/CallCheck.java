package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordType;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks that outcomes and intents belong to each other.
///
/// It keeps the open calls, and the last 16,384 closed ones so that a sweep that raced with the
/// gateway is told from an outcome nobody started. Where one half was pruned, its stub still tells
/// call, writer and digest.
final class CallCheck {
  private static final int CLOSED_KEPT = 16_384;

  /// A call that began; no deadline where its intent was pruned.
  private record Open(LogEntry intent, @Nullable Instant deadline) {}

  /// How a call ended; the digest stands for the whole outcome. Both are absent where it was
  /// pruned.
  private record Closed(@Nullable OutcomeStatus status, @Nullable Digest outcome) {
    static final Closed PRUNED = new Closed(null, null);
  }

  private final Map<String, Open> open = new HashMap<>();
  private final Map<String, LogEntry> early = new HashMap<>();
  private final Map<String, Closed> closed =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Closed> eldest) {
          return size() > CLOSED_KEPT;
        }
      };
  private final OutcomeDigest digests = new OutcomeDigest();
  private final Quarantine quarantine;
  private final Findings findings;
  private long intents;

  CallCheck(Quarantine quarantine, Findings findings) {
    this.quarantine = quarantine;
    this.findings = findings;
  }

  long intents() {
    return intents;
  }

  void accept(LogEntry entry) {
    switch (entry) {
      case SignedRecord record -> {
        switch (record.record().body()) {
          case CallIntent intent -> start(record, intent.call(), intent.deadline());
          case CallOutcome outcome -> end(record, outcome);
          default -> {}
        }
      }
      case PrunedRecord pruned -> accept(pruned);
    }
  }

  private void accept(PrunedRecord pruned) {
    String call = pruned.stub().call();
    if (call != null && pruned.stub().type() == RecordType.CALL_INTENT) {
      start(pruned, call, null);
    } else if (call != null && pruned.stub().type() == RecordType.CALL_OUTCOME) {
      end(pruned, call);
    }
  }

  private void start(LogEntry intent, String call, @Nullable Instant deadline) {
    intents++;
    var outcome = early.remove(call);
    if (outcome != null) {
      findings.add(
          FindingKind.OUTCOME_BEFORE_INTENT,
          outcome,
          "after leaf " + intent.leaf() + ", the call's intent",
          "before it");
    } else if (open.containsKey(call) || closed.containsKey(call)) {
      findings.add(FindingKind.DUPLICATE_INTENT, intent, "a call of its own", call);
    } else {
      open.put(call, new Open(intent, deadline));
    }
  }

  /// An outcome that was pruned: all that is left to check is that the call had begun.
  private void end(PrunedRecord outcome, String call) {
    var start = open.remove(call);
    if (start != null) {
      closed.put(call, Closed.PRUNED);
      noteHalf(start.intent(), outcome);
    } else if (!closed.containsKey(call)) {
      early.putIfAbsent(call, outcome);
    }
  }

  private void end(SignedRecord record, CallOutcome outcome) {
    var start = open.remove(outcome.call());
    if (start != null) {
      checkPair(start.intent(), record, outcome);
      closed.put(outcome.call(), closed(outcome));
      noteHalf(start.intent(), record);
      return;
    }
    var before = closed.get(outcome.call());
    if (before == null) {
      early.putIfAbsent(outcome.call(), record);
    } else if (before.status() != null) {
      endAgain(record, outcome, before, before.status());
    }
  }

  private Closed closed(CallOutcome outcome) {
    return new Closed(outcome.status(), digests.of(outcome));
  }

  private void endAgain(
      SignedRecord record, CallOutcome outcome, Closed before, OutcomeStatus status) {
    if (status == OutcomeStatus.UNKNOWN || isUnknown(outcome)) {
      findings.add(
          FindingKind.LATE_OUTCOME,
          record,
          "no outcome after " + status.wireName(),
          outcome.status().wireName());
    } else if (!before.equals(closed(outcome))) {
      findings.add(
          FindingKind.DUPLICATE_OUTCOME,
          record,
          "the outcome before: " + status.wireName(),
          outcome.status().wireName());
    }
  }

  private void checkPair(LogEntry intent, SignedRecord record, CallOutcome outcome) {
    Digest expected = intent.digest();
    if (!outcome.intent().equals(expected)) {
      findings.add(
          FindingKind.OUTCOME_MISMATCH,
          record,
          "intent " + expected + " at leaf " + intent.leaf(),
          "intent " + outcome.intent());
    }
    String gateway = intent.place().writer();
    if (!isUnknown(outcome) && !record.record().writer().equals(gateway)) {
      findings.add(
          FindingKind.OUTCOME_WRONG_WRITER,
          record,
          "writer " + gateway,
          "writer " + record.record().writer());
    }
  }

  private void noteHalf(LogEntry intent, LogEntry outcome) {
    boolean intentPruned = intent instanceof PrunedRecord;
    if (intentPruned != outcome instanceof PrunedRecord) {
      String half = intentPruned ? "intent" : "outcome";
      LogEntry rest = intentPruned ? outcome : intent;
      findings.add(FindingKind.HALF_PRUNED, rest, "the call's " + half, "its stub");
    }
  }

  private static boolean isUnknown(CallOutcome outcome) {
    return outcome.status() == OutcomeStatus.UNKNOWN;
  }

  /// Ends the check; `newest` is the latest time in the log.
  void finish(Instant newest) {
    early.values().stream()
        .sorted(Comparator.comparingLong(LogEntry::leaf))
        .forEach(this::reportEarly);
    open.values().stream()
        .sorted(Comparator.comparingLong(call -> call.intent().leaf()))
        .forEach(call -> reportOpen(call, newest));
  }

  private void reportEarly(LogEntry outcome) {
    var failure =
        new Finding.OfRecord(
            FindingKind.OUTCOME_WITHOUT_INTENT,
            outcome.leaf(),
            outcome.place(),
            "an intent before",
            "none");
    boolean setAside =
        outcome instanceof SignedRecord record
            && record.record().body() instanceof CallOutcome body
            && quarantine.has(body.intent());
    findings.add(setAside ? Quarantine.explained(failure) : failure);
  }

  private void reportOpen(Open call, Instant newest) {
    if (call.deadline() == null) {
      findings.add(
          FindingKind.MISSING_OUTCOME, call.intent(), "an outcome of a pruned intent", "none");
      return;
    }
    var kind =
        call.deadline().isBefore(newest) ? FindingKind.MISSING_OUTCOME : FindingKind.OPEN_INTENT;
    String expected = "an outcome by " + call.deadline();
    findings.add(kind, call.intent(), expected, "none by " + newest);
  }
}

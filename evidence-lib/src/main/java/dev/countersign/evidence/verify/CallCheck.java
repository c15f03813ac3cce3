package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks that outcomes and intents belong to each other.
///
/// It keeps the open calls, and the last 16,384 closed ones so that a sweep that raced with the
/// gateway is told from an outcome nobody started. Where one half was pruned, its stub still tells
/// call, writer and digest.
final class CallCheck {
  private static final int CLOSED_KEPT = 16_384;

  /// What is known of a call.
  private sealed interface Call {}

  /// A call whose outcome was read and whose intent was not.
  private record Early(LogEntry outcome) implements Call {}

  /// A call that began; no deadline where its intent was pruned.
  private record Open(String call, LogEntry intent, @Nullable Instant deadline) implements Call {}

  /// How a call ended; the mark stands for the whole outcome. Both are absent where it was pruned.
  private record Closed(@Nullable OutcomeStatus status, @Nullable String mark) implements Call {
    static final Closed PRUNED = new Closed(null, null);
  }

  private final Map<String, Call> calls = new HashMap<>();
  private final Queue<String> closed = new ArrayDeque<>();
  private final OutcomeMark marks = new OutcomeMark();
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
    switch (calls.putIfAbsent(call, new Open(call, intent, deadline))) {
      case null -> {}
      case Early(var outcome) -> {
        calls.remove(call);
        String expected = "after leaf " + intent.leaf() + ", the call's intent";
        findings.add(FindingKind.OUTCOME_BEFORE_INTENT, outcome, expected, "before it");
      }
      case Open _, Closed _ ->
          findings.add(FindingKind.DUPLICATE_INTENT, intent, "a call of its own", call);
    }
  }

  private void close(Open call, Closed end) {
    calls.put(call.call(), end);
    closed.add(call.call());
    if (closed.size() > CLOSED_KEPT) {
      calls.remove(closed.remove());
    }
  }

  /// An outcome that was pruned: all that is left to check is that the call had begun.
  private void end(PrunedRecord outcome, String call) {
    switch (calls.putIfAbsent(call, new Early(outcome))) {
      case Open start -> {
        close(start, Closed.PRUNED);
        noteHalf(start.intent(), outcome);
      }
      case null, default -> {}
    }
  }

  private void end(SignedRecord record, CallOutcome outcome) {
    switch (calls.putIfAbsent(outcome.call(), new Early(record))) {
      case Open start -> {
        checkPair(start.intent(), record, outcome);
        close(start, closed(outcome));
        noteHalf(start.intent(), record);
      }
      case Closed before when before.status() != null ->
          endAgain(record, outcome, before, before.status());
      case null, default -> {}
    }
  }

  private Closed closed(CallOutcome outcome) {
    return new Closed(outcome.status(), marks.of(outcome));
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
    of(Early.class)
        .map(Early::outcome)
        .sorted(Comparator.comparingLong(LogEntry::leaf))
        .forEach(this::reportEarly);
    of(Open.class)
        .sorted(Comparator.comparingLong(call -> call.intent().leaf()))
        .forEach(call -> reportOpen(call, newest));
  }

  private <T extends Call> Stream<T> of(Class<T> kind) {
    return calls.values().stream().filter(kind::isInstance).map(kind::cast);
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

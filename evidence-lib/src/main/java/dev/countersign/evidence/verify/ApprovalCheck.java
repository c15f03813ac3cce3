package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.ApprovalConsumed;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.evidence.record.RecordBody.ApprovalExpired;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Checks that every call that needed an approval had one of its own.
///
/// The four records of an approval are written by different writers, whose order among each other
/// the log does not promise: a check is made when the last of them was read. Until then they are
/// kept; afterwards only the two ids are.
final class ApprovalCheck {
  /// How long the records of one approval may take to reach the log.
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private static final String PERMIT = "permit";
  private static final String NOBODY = "";

  enum Part {
    REQUESTED,
    DECIDED,
    CONSUMED,
    INTENT
  }

  private final Map<String, Map<Part, SignedRecord>> open = new HashMap<>();
  private final Map<String, String> callOfClosed = new HashMap<>();
  private final Findings findings;
  private final ApprovalRules rules;

  ApprovalCheck(Findings findings) {
    this.findings = findings;
    this.rules = new ApprovalRules(findings);
  }

  void accept(SignedRecord record) {
    switch (record.record().body()) {
      case ApprovalRequested body -> put(body.approval(), Part.REQUESTED, record);
      case ApprovalDecided body -> put(body.approval(), Part.DECIDED, record);
      case ApprovalConsumed body -> put(body.approval(), Part.CONSUMED, record);
      case ApprovalExpired body -> expire(body, record);
      case CallIntent intent -> intend(intent, record);
      default -> {}
    }
  }

  private void intend(CallIntent intent, SignedRecord record) {
    if (intent.approval() != null) {
      put(intent.approval(), Part.INTENT, record);
    } else if (!intent.decision().effect().equals(PERMIT)) {
      findings.add(
          FindingKind.APPROVAL_MISSING,
          record,
          "an approval, or the effect permit",
          "effect " + intent.decision().effect());
    }
  }

  private void expire(ApprovalExpired body, SignedRecord record) {
    var parts = open.get(body.approval());
    if (parts == null) {
      return;
    }
    if (parts.containsKey(Part.CONSUMED)) {
      findings.add(FindingKind.APPROVAL_CONFLICT, record, "consumed", body.state());
    } else if (!parts.containsKey(Part.INTENT)) {
      open.remove(body.approval());
      callOfClosed.put(body.approval(), NOBODY);
    }
  }

  private void put(String approval, Part part, SignedRecord record) {
    String call = callOfClosed.get(approval);
    if (call != null) {
      again(part, record, call);
      return;
    }
    var parts = open.computeIfAbsent(approval, _ -> new EnumMap<>(Part.class));
    var before = parts.putIfAbsent(part, record);
    if (before != null && !before.record().body().equals(record.record().body())) {
      conflict(part, before, record);
    } else if (parts.size() == Part.values().length) {
      rules.check(parts);
      open.remove(approval);
      callOfClosed.put(approval, callOf(Objects.requireNonNull(parts.get(Part.INTENT))));
    }
  }

  /// A record about an approval that is over: harmless when it repeats what is known.
  private void again(Part part, SignedRecord record, String call) {
    boolean uses = part == Part.CONSUMED || part == Part.INTENT;
    if (uses && !callOf(record).equals(call)) {
      String expected = call.equals(NOBODY) ? "not used: it expired" : "used for call " + call;
      findings.add(FindingKind.APPROVAL_REUSED, record, expected, "call " + callOf(record));
    }
  }

  private void conflict(Part part, SignedRecord before, SignedRecord record) {
    var kind =
        part == Part.CONSUMED || part == Part.INTENT
            ? FindingKind.APPROVAL_REUSED
            : FindingKind.APPROVAL_CONFLICT;
    String expected = "the same as at leaf " + before.leaf();
    findings.add(kind, record, expected, "another " + record.record().type().wireName());
  }

  private static String callOf(SignedRecord record) {
    return switch (record.record().body()) {
      case CallIntent intent -> intent.call();
      case ApprovalConsumed consumed -> consumed.call();
      case RecordBody other -> throw new IllegalStateException("no call in " + other);
    };
  }

  /// Ends the check; `newest` is the latest time in the log.
  void finish(Instant newest) {
    open.values().stream()
        .filter(parts -> use(parts).isPresent())
        .sorted(Comparator.comparingLong(parts -> use(parts).orElseThrow().leaf()))
        .forEach(parts -> reportIncomplete(parts, use(parts).orElseThrow(), newest));
  }

  private static Optional<SignedRecord> use(Map<Part, SignedRecord> parts) {
    return Optional.ofNullable(parts.get(Part.INTENT))
        .or(() -> Optional.ofNullable(parts.get(Part.CONSUMED)));
  }

  private void reportIncomplete(Map<Part, SignedRecord> parts, SignedRecord use, Instant newest) {
    var decided = parts.get(Part.DECIDED);
    if (decided != null && !rules.isApproved(decided, use)) {
      return;
    }
    List<String> missing = new ArrayList<>();
    for (Part part : List.of(Part.REQUESTED, Part.DECIDED, Part.CONSUMED)) {
      if (!parts.containsKey(part)) {
        missing.add("approval." + part.name().toLowerCase(Locale.ROOT));
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    boolean fresh = ApprovalRules.isWithin(UNDER_WAY, use.record().time(), newest);
    var kind = fresh ? FindingKind.APPROVAL_PENDING : FindingKind.APPROVAL_MISSING;
    findings.add(kind, use, String.join(", ", missing), "not in the log");
  }
}

package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.ApprovalBody.ApprovalRevoked;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.ApprovalConsumed;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.evidence.record.RecordBody.ApprovalExpired;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Checks that every call that needed an approval had one of its own.
///
/// The four records of an approval are written by different writers, whose order among each other
/// the log does not promise: a check is made when the last of them was read. Until then they are
/// kept; afterwards only the two ids are. Where one of them was pruned, its stub still tells which
/// call used the approval, and no more is checked.
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

  private static final Map<RecordType, Part> PARTS =
      Map.of(
          RecordType.APPROVAL_REQUESTED, Part.REQUESTED,
          RecordType.APPROVAL_DECIDED, Part.DECIDED,
          RecordType.APPROVAL_CONSUMED, Part.CONSUMED,
          RecordType.CALL_INTENT, Part.INTENT);

  private final Map<String, Map<Part, LogEntry>> open = new HashMap<>();
  private final Map<String, String> callOfClosed = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private final Findings findings;
  private final ApprovalRules rules;
  private final GlassCheck glass;

  ApprovalCheck(Findings findings) {
    this.findings = findings;
    this.rules = new ApprovalRules(findings);
    this.glass = new GlassCheck(findings);
  }

  void accept(LogEntry entry) {
    switch (entry) {
      case SignedRecord record -> accept(record);
      case PrunedRecord pruned -> accept(pruned);
    }
  }

  private void accept(SignedRecord record) {
    glass.accept(record);
    switch (record.record().body()) {
      case ApprovalRequested body -> put(body.approval(), Part.REQUESTED, record);
      case ApprovalDecided body -> put(body.approval(), Part.DECIDED, record);
      case ApprovalConsumed body -> put(body.approval(), Part.CONSUMED, record);
      case ApprovalExpired body -> expire(body.approval(), body.state(), record);
      case ApprovalRevoked body -> revoke(body.approval(), record);
      case CallIntent intent -> intend(intent, record);
      default -> {}
    }
  }

  private void accept(PrunedRecord pruned) {
    String approval = pruned.stub().approval();
    Part part = PARTS.get(pruned.stub().type());
    if (approval != null && part != null) {
      put(approval, part, pruned);
    } else if (approval != null && pruned.stub().type() == RecordType.APPROVAL_EXPIRED) {
      expire(approval, "expired", pruned);
    } else if (approval != null && pruned.stub().type() == RecordType.APPROVAL_REVOKED) {
      revoke(approval, pruned);
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

  private void expire(String approval, String state, LogEntry entry) {
    var parts = open.get(approval);
    if (parts == null) {
      return;
    }
    if (parts.containsKey(Part.CONSUMED)) {
      findings.add(FindingKind.APPROVAL_CONFLICT, entry, "consumed", state);
    } else if (!parts.containsKey(Part.INTENT)) {
      open.remove(approval);
      callOfClosed.put(approval, NOBODY);
    }
  }

  private void revoke(String approval, LogEntry entry) {
    revoked.add(approval);
    var parts = open.remove(approval);
    String call = callOfClosed.putIfAbsent(approval, NOBODY);
    if (parts != null && use(parts).isPresent()) {
      findings.add(FindingKind.APPROVAL_CONFLICT, entry, "used", "revoked");
    } else if (call != null && !call.equals(NOBODY)) {
      findings.add(FindingKind.APPROVAL_CONFLICT, entry, "used for call " + call, "revoked");
    }
  }

  private void put(String approval, Part part, LogEntry entry) {
    String call = callOfClosed.get(approval);
    if (call != null) {
      again(approval, part, entry, call);
      return;
    }
    var parts = open.computeIfAbsent(approval, _ -> new EnumMap<>(Part.class));
    var before = parts.putIfAbsent(part, entry);
    if (before != null && !isSame(part, before, entry)) {
      conflict(part, before, entry);
    } else if (parts.size() == Part.values().length) {
      check(parts);
      open.remove(approval);
      callOfClosed.put(approval, callOf(Objects.requireNonNull(parts.get(Part.INTENT))));
    }
  }

  private void check(Map<Part, LogEntry> parts) {
    var records = new EnumMap<Part, SignedRecord>(Part.class);
    parts.forEach((part, entry) -> {
      if (entry instanceof SignedRecord record) {
        records.put(part, record);
      }
    });
    if (records.size() == parts.size()) {
      rules.check(records);
      return;
    }
    var intent = Objects.requireNonNull(parts.get(Part.INTENT));
    String consumed = callOf(Objects.requireNonNull(parts.get(Part.CONSUMED)));
    if (!consumed.equals(callOf(intent))) {
      findings.add(
          FindingKind.APPROVAL_MISMATCH, intent, "call " + consumed, "call " + callOf(intent));
    }
    if (!records.isEmpty()) {
      findings.add(
          FindingKind.HALF_PRUNED, intent, "the four records of the approval", "stubs of some");
    }
  }

  /// Whether a record repeats what is known; of a pruned one, the call that used the approval.
  private static boolean isSame(Part part, LogEntry before, LogEntry entry) {
    if (before instanceof SignedRecord one && entry instanceof SignedRecord other) {
      return one.record().body().equals(other.record().body());
    }
    return !isUse(part) || callOf(before).equals(callOf(entry));
  }

  private static boolean isUse(Part part) {
    return part == Part.CONSUMED || part == Part.INTENT;
  }

  /// A record about an approval that is over: harmless when it repeats what is known.
  private void again(String approval, Part part, LogEntry entry, String call) {
    if (!isUse(part) || callOf(entry).equals(call)) {
      return;
    }
    if (revoked.contains(approval)) {
      findings.add(
          FindingKind.APPROVAL_REVOKED, entry, "not used: it was revoked", "call " + callOf(entry));
    } else {
      String expected = call.equals(NOBODY) ? "not used: it expired" : "used for call " + call;
      findings.add(FindingKind.APPROVAL_REUSED, entry, expected, "call " + callOf(entry));
    }
  }

  private void conflict(Part part, LogEntry before, LogEntry entry) {
    var kind = isUse(part) ? FindingKind.APPROVAL_REUSED : FindingKind.APPROVAL_CONFLICT;
    String name = part == Part.INTENT ? "call.intent" : "approval." + name(part);
    findings.add(kind, entry, "the same as at leaf " + before.leaf(), "another " + name);
  }

  private static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private static String callOf(LogEntry entry) {
    return switch (entry) {
      case PrunedRecord pruned -> Objects.requireNonNullElse(pruned.stub().call(), NOBODY);
      case SignedRecord record ->
          switch (record.record().body()) {
            case CallIntent intent -> intent.call();
            case ApprovalConsumed consumed -> consumed.call();
            case RecordBody other -> throw new IllegalStateException("no call in " + other);
          };
    };
  }

  /// Ends the check; `newest` is the latest time in the log.
  void finish(Instant newest) {
    open.values().stream()
        .filter(parts -> use(parts).isPresent())
        .sorted(Comparator.comparingLong(parts -> use(parts).orElseThrow().leaf()))
        .forEach(parts -> reportIncomplete(parts, use(parts).orElseThrow(), newest));
    glass.finish(newest);
  }

  private static Optional<LogEntry> use(Map<Part, LogEntry> parts) {
    return Optional.ofNullable(parts.get(Part.INTENT))
        .or(() -> Optional.ofNullable(parts.get(Part.CONSUMED)));
  }

  private void reportIncomplete(Map<Part, LogEntry> parts, LogEntry use, Instant newest) {
    if (parts.get(Part.DECIDED) instanceof SignedRecord decided
        && !rules.isApproved(decided, use)) {
      return;
    }
    List<String> missing = new ArrayList<>();
    for (Part part : List.of(Part.REQUESTED, Part.DECIDED, Part.CONSUMED)) {
      if (!parts.containsKey(part)) {
        missing.add("approval." + name(part));
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    boolean fresh =
        use instanceof SignedRecord record
            && ApprovalRules.isWithin(UNDER_WAY, record.record().time(), newest);
    var kind = fresh ? FindingKind.APPROVAL_PENDING : FindingKind.APPROVAL_MISSING;
    findings.add(kind, use, String.join(", ", missing), "not in the log");
  }
}

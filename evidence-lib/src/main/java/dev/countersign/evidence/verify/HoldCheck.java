package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.KeepingBody.HoldPlaced;
import dev.countersign.evidence.record.KeepingBody.HoldReleased;
import dev.countersign.evidence.record.KeepingBody.RecordsPruned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Checks that holds are placed and released in pairs, and which of them a statement of pruning
/// passed over.
///
/// Whether a pruned record met the conditions of a hold cannot be told any more. What can: that the
/// statement names every hold in force, and that none of them forbids all pruning.
final class HoldCheck {
  /// How long the record of a hold may be on its way, unknown to a statement behind it in the log.
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  /// What a statement did not respect, in the words of the findings.
  record Passed(List<String> unnamed, List<String> unconditional) {}

  private final Map<String, SignedRecord> inForce = new TreeMap<>();
  private final Map<String, SignedRecord> released = new HashMap<>();
  private final Findings findings;

  HoldCheck(Findings findings) {
    this.findings = findings;
  }

  void accept(SignedRecord record) {
    switch (record.record().body()) {
      case HoldPlaced hold -> place(hold, record);
      case HoldReleased hold -> release(hold, record);
      default -> {}
    }
  }

  private void place(HoldPlaced hold, SignedRecord record) {
    var before = inForce.putIfAbsent(hold.hold(), record);
    if (before != null && !before.record().body().equals(hold)) {
      conflict(record, "the same as at leaf " + before.leaf(), "another hold.placed");
    }
    if (released.containsKey(hold.hold())) {
      inForce.remove(hold.hold());
      conflict(record, "a hold of its own", hold.hold() + ", which was released");
    }
  }

  private void release(HoldReleased hold, SignedRecord record) {
    if (inForce.remove(hold.hold()) != null) {
      released.put(hold.hold(), record);
      return;
    }
    var before = released.get(hold.hold());
    if (before == null) {
      conflict(record, "a hold in force", hold.hold());
    } else if (!before.record().body().equals(hold)) {
      conflict(record, "the same as at leaf " + before.leaf(), "another hold.released");
    }
  }

  private void conflict(SignedRecord record, String expected, String found) {
    findings.add(FindingKind.HOLD_CONFLICT, record, expected, found);
  }

  /// What a statement passes over of the holds that are in force where it stands.
  Passed passed(SignedRecord record, RecordsPruned statement) {
    var unnamed = new ArrayList<String>();
    var unconditional = new ArrayList<String>();
    inForce.forEach((id, placed) -> {
      boolean known = !ApprovalRules.isWithin(UNDER_WAY, placed.record().time(), time(record));
      if (known && !statement.holds().contains(id)) {
        unnamed.add(id + ", placed at leaf " + placed.leaf());
      }
      if (placed.record().body() instanceof HoldPlaced hold && hold.scope().unconditional()) {
        unconditional.add(id + ", placed at leaf " + placed.leaf());
      }
    });
    return new Passed(List.copyOf(unnamed), List.copyOf(unconditional));
  }

  private static java.time.Instant time(SignedRecord record) {
    return record.record().time();
  }

  void report(SignedRecord statement, Passed passed) {
    for (String hold : passed.unconditional()) {
      findings.add(
          FindingKind.PRUNED_UNDER_HOLD, statement, "nothing pruned under hold " + hold, "pruned");
    }
    for (String hold : passed.unnamed()) {
      findings.add(FindingKind.HOLD_PASSED_OVER, statement, "holds with " + hold, "not among them");
    }
  }
}

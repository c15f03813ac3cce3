package dev.countersign.audit.retention;

import dev.countersign.audit.log.LogReader;
import dev.countersign.audit.log.StoredRecord;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.KeepingBody.HoldPlaced;
import dev.countersign.evidence.record.KeepingBody.HoldReleased;
import dev.countersign.evidence.record.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The legal holds, read from the log itself: there is no other list that could differ from it.
///
/// Only records that this service wrote are believed: other writers place no holds. Thread-safe.
@Component
class Holds {
  private static final int PAGE = 1000;

  private final LogReader log;

  Holds(LogReader log) {
    this.log = log;
  }

  /// All holds there ever were, oldest first.
  List<Hold> all() {
    Map<String, Hold> holds = new LinkedHashMap<>();
    for (EvidenceRecord record : records()) {
      switch (record.body()) {
        case HoldPlaced placed ->
            holds.putIfAbsent(
                placed.hold(),
                new Hold(
                    placed.hold(),
                    placed.subject(),
                    record.time(),
                    placed.reason(),
                    placed.scope(),
                    null,
                    null,
                    null));
        case HoldReleased released ->
            holds.computeIfPresent(
                released.hold(),
                (id, hold) ->
                    hold.inForce()
                        ? hold.released(released.subject(), record.time(), released.reason())
                        : hold);
        default -> {}
      }
    }
    return List.copyOf(holds.values());
  }

  List<Hold> inForce() {
    return all().stream().filter(Hold::inForce).toList();
  }

  Optional<Hold> one(String id) {
    return all().stream().filter(hold -> hold.hold().equals(id)).findFirst();
  }

  private List<EvidenceRecord> records() {
    List<StoredRecord> found = new ArrayList<>();
    for (RecordType type : List.of(RecordType.HOLD_PLACED, RecordType.HOLD_RELEASED)) {
      long from = 0;
      List<StoredRecord> page;
      do {
        page = log.leaves(from, Long.MAX_VALUE, type.wireName(), null, PAGE);
        found.addAll(page);
        from = page.isEmpty() ? from : page.getLast().leaf() + 1;
      } while (page.size() == PAGE);
    }
    return found.stream()
        .sorted(java.util.Comparator.comparingLong(StoredRecord::leaf))
        .map(StoredRecord::record)
        .toList();
  }
}

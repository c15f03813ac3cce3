package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import dev.countersign.evidence.record.RecordType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks that each writer's epochs increase and that each epoch is one chain without a gap.
///
/// An epoch that was left may still grow: its last records were on their way when the writer gave
/// it up (docs/decisions.md, "One epoch per connection"). Nothing follows `writer.closed`. It keeps
/// about 200 bytes for each epoch.
final class ChainCheck {
  private static final class Epoch {
    private final Digest first;
    private long next;

    /// Absent after a record that does not hold, whose true digest nobody knows.
    private @Nullable Digest last;

    /// Absent as long as only stubs were seen.
    private @Nullable String keyId;

    /// Set once nothing, or nothing but `writer.closed`, may follow.
    private @Nullable RecordType end;

    private Epoch(LogEntry entry) {
      first = entry.digest();
    }
  }

  private final Map<String, TreeMap<Long, Epoch>> writers = new TreeMap<>();
  private final NamedEnds ends;
  private final Quarantine quarantine;
  private final Findings findings;

  ChainCheck(NamedEnds ends, Quarantine quarantine, Findings findings) {
    this.ends = ends;
    this.quarantine = quarantine;
    this.findings = findings;
  }

  void accept(LogEntry entry) {
    Place place = entry.place();
    var epochs = writers.computeIfAbsent(place.writer(), _ -> new TreeMap<>());
    Epoch epoch = epochs.get(place.epoch());
    if (epoch == null) {
      epoch = open(epochs, entry);
    } else {
      follow(epoch, entry);
    }
    if (place.seq() >= epoch.next) {
      epoch.next = place.seq() + 1;
      epoch.last = entry.digest();
    }
    RecordType type = type(entry);
    if (type == RecordType.WRITER_CLOSED || type == RecordType.KEY_ROTATED) {
      epoch.end = type;
    }
    ends.see(entry);
  }

  private static RecordType type(LogEntry entry) {
    return switch (entry) {
      case SignedRecord record -> record.record().type();
      case PrunedRecord pruned -> pruned.stub().type();
    };
  }

  /// Goes on behind a record that does not hold, so that it is reported once.
  void skip(Place claimed) {
    var epoch = writers.getOrDefault(claimed.writer(), new TreeMap<>()).get(claimed.epoch());
    if (epoch != null && epoch.next == claimed.seq()) {
      epoch.next++;
      epoch.last = null;
    }
  }

  /// Where the next record of a writer should stand, if the writer is known and goes on.
  Optional<Place> expected(String writer) {
    return Optional.ofNullable(writers.get(writer))
        .map(TreeMap::lastEntry)
        .map(latest -> new Place(writer, latest.getKey(), latest.getValue().next));
  }

  int epochs() {
    return writers.values().stream().mapToInt(Map::size).sum();
  }

  private Epoch open(TreeMap<Long, Epoch> epochs, LogEntry entry) {
    Place place = entry.place();
    if (!epochs.isEmpty() && epochs.lastKey() > place.epoch()) {
      String expected = "an epoch after " + epochs.lastKey();
      add(FindingKind.EPOCH_ORDER, entry, expected, "epoch " + place.epoch());
    }
    if (place.seq() != 0) {
      gap(entry, 0);
    } else if (entry instanceof SignedRecord record) {
      checkFirst(record);
      checkOpening(!epochs.isEmpty(), record);
    } else if (type(entry) != RecordType.WRITER_OPENED) {
      notOpened(entry, "writer.opened at seq 0", type(entry).wireName());
    }
    var epoch = new Epoch(entry);
    epoch.keyId = entry instanceof SignedRecord record ? record.keyId() : null;
    epochs.put(place.epoch(), epoch);
    return epoch;
  }

  /// Reports that the records from number `from` up to this entry are missing.
  private void gap(LogEntry entry, long from) {
    Place place = entry.place();
    var failure =
        new Finding.OfRecord(
            FindingKind.SEQUENCE_GAP, entry.leaf(), place, "seq " + from, "seq " + place.seq());
    quarantine.missing(failure, new Place(place.writer(), place.epoch(), from), place.seq());
  }

  private void checkFirst(SignedRecord record) {
    if (!record.record().prev().equals(Digest.ZERO)) {
      notLinked(record, Digest.ZERO);
    }
  }

  private void checkOpening(boolean hasEarlier, SignedRecord record) {
    if (!(record.record().body() instanceof WriterOpened opened)) {
      notOpened(record, "writer.opened at seq 0", record.record().type().wireName());
      return;
    }
    if (!opened.kid().equals(record.keyId())) {
      add(FindingKind.KEY_CHANGED, record, "key " + opened.kid(), "key " + record.keyId());
    }
    ChainEnd previous = opened.previous();
    if (previous != null) {
      checkPrevious(record, previous);
    } else if (hasEarlier) {
      add(FindingKind.PREVIOUS_END_UNNAMED, record, "the end of an earlier epoch", "no end named");
    }
  }

  private void checkPrevious(SignedRecord record, ChainEnd end) {
    String writer = record.record().writer();
    String expected =
        "epoch " + end.epoch() + " with seq " + end.seq() + " and digest " + end.digest();
    var digest = ends.digest(writer, end);
    if (digest.isEmpty()) {
      var failure =
          new Finding.OfRecord(
              FindingKind.PREVIOUS_END_MISSING,
              record.leaf(),
              record.place(),
              expected,
              whatIsThere(writer, end.epoch()));
      quarantine.missing(failure, new Place(writer, end.epoch(), end.seq()), end.seq() + 1);
    } else if (!digest.get().equals(end.digest())) {
      add(FindingKind.PREVIOUS_END_MISMATCH, record, expected, "digest " + digest.get());
    }
  }

  private String whatIsThere(String writer, long number) {
    var epoch = writers.getOrDefault(writer, new TreeMap<>()).get(number);
    return epoch == null ? "no such epoch" : "it ends at seq " + (epoch.next - 1);
  }

  private void follow(Epoch epoch, LogEntry entry) {
    long seq = entry.place().seq();
    if (seq == 0 && !entry.digest().equals(epoch.first)) {
      add(FindingKind.EPOCH_REUSED, entry, "digest " + epoch.first, "digest " + entry.digest());
    } else if (seq < epoch.next) {
      add(FindingKind.SEQUENCE_REPEATED, entry, "seq " + epoch.next, "seq " + seq);
    } else if (seq > epoch.next) {
      gap(entry, epoch.next);
    } else {
      checkLink(epoch, entry);
      checkEnd(epoch, entry);
    }
    if (entry instanceof SignedRecord record) {
      checkKey(epoch, record);
    }
  }

  private void checkKey(Epoch epoch, SignedRecord record) {
    if (epoch.keyId == null) {
      epoch.keyId = record.keyId();
    } else if (!record.keyId().equals(epoch.keyId)) {
      add(FindingKind.KEY_CHANGED, record, "key " + epoch.keyId, "key " + record.keyId());
    }
  }

  private void checkLink(Epoch epoch, LogEntry entry) {
    if (entry instanceof SignedRecord record
        && epoch.last != null
        && !record.record().prev().equals(epoch.last)) {
      notLinked(record, epoch.last);
    }
    if (type(entry) == RecordType.WRITER_OPENED) {
      notOpened(
          entry, "writer.opened at seq 0 only", "writer.opened at seq " + entry.place().seq());
    }
  }

  private void checkEnd(Epoch epoch, LogEntry entry) {
    boolean closing =
        epoch.end == RecordType.KEY_ROTATED && type(entry) == RecordType.WRITER_CLOSED;
    if (epoch.end != null && !closing) {
      String found = type(entry).wireName();
      add(FindingKind.RECORDS_AFTER_CLOSE, entry, "nothing after " + epoch.end.wireName(), found);
    }
  }

  private void notOpened(LogEntry entry, String expected, String found) {
    add(FindingKind.EPOCH_NOT_OPENED, entry, expected, found);
  }

  private void notLinked(SignedRecord record, Digest last) {
    add(FindingKind.PREV_MISMATCH, record, "prev " + last, "prev " + record.record().prev());
  }

  private void add(FindingKind kind, LogEntry entry, String expected, String found) {
    findings.add(kind, entry, expected, found);
  }
}

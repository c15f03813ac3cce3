package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Checks that each writer's epochs increase and that each epoch is one chain without a gap.
///
/// An epoch that was left may still grow: its last records were on their way when the writer gave
/// it up (docs/decisions.md, "One epoch per connection"). It keeps about 200 bytes for each epoch.
final class ChainCheck {
  private static final class Epoch {
    private final Digest first;
    private final String keyId;
    private long next;

    /// Absent after a record that does not hold, whose true digest nobody knows.
    private @Nullable Digest last;

    private Epoch(SignedRecord record) {
      first = record.digest();
      keyId = record.keyId();
    }
  }

  private final Map<String, TreeMap<Long, Epoch>> writers = new TreeMap<>();
  private final NamedEnds ends;
  private final Findings findings;

  ChainCheck(NamedEnds ends, Findings findings) {
    this.ends = ends;
    this.findings = findings;
  }

  void accept(SignedRecord record) {
    var epochs = writers.computeIfAbsent(record.place().writer(), _ -> new TreeMap<>());
    Epoch epoch = epochs.get(record.record().epoch());
    if (epoch == null) {
      epoch = open(epochs, record);
    } else {
      follow(epoch, record);
    }
    if (record.record().seq() >= epoch.next) {
      epoch.next = record.record().seq() + 1;
      epoch.last = record.digest();
    }
    ends.see(record);
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

  private Epoch open(TreeMap<Long, Epoch> epochs, SignedRecord record) {
    long number = record.record().epoch();
    if (!epochs.isEmpty() && epochs.lastKey() > number) {
      String expected = "an epoch after " + epochs.lastKey();
      findings.add(FindingKind.EPOCH_ORDER, record, expected, "epoch " + number);
    }
    if (record.record().seq() != 0) {
      findings.add(FindingKind.SEQUENCE_GAP, record, "seq 0", "seq " + record.record().seq());
    } else {
      checkFirst(record);
      checkOpening(!epochs.isEmpty(), record);
    }
    var epoch = new Epoch(record);
    epochs.put(number, epoch);
    return epoch;
  }

  private void checkFirst(SignedRecord record) {
    if (!record.record().prev().equals(Digest.ZERO)) {
      findings.add(
          FindingKind.PREV_MISMATCH,
          record,
          "prev " + Digest.ZERO,
          "prev " + record.record().prev());
    }
  }

  private void checkOpening(boolean hasEarlier, SignedRecord record) {
    if (!(record.record().body() instanceof WriterOpened opened)) {
      String type = record.record().type().wireName();
      findings.add(FindingKind.EPOCH_NOT_OPENED, record, "writer.opened at seq 0", type);
      return;
    }
    if (!opened.kid().equals(record.keyId())) {
      findings.add(FindingKind.KEY_CHANGED, record, "key " + opened.kid(), "key " + record.keyId());
    }
    ChainEnd previous = opened.previous();
    if (previous != null) {
      checkPrevious(record, previous);
    } else if (hasEarlier) {
      findings.add(
          FindingKind.PREVIOUS_END_UNNAMED, record, "the end of an earlier epoch", "no end named");
    }
  }

  private void checkPrevious(SignedRecord record, ChainEnd end) {
    String writer = record.record().writer();
    String expected =
        "epoch " + end.epoch() + " with seq " + end.seq() + " and digest " + end.digest();
    var digest = ends.digest(writer, end);
    if (digest.isEmpty()) {
      findings.add(
          FindingKind.PREVIOUS_END_MISSING, record, expected, whatIsThere(writer, end.epoch()));
    } else if (!digest.get().equals(end.digest())) {
      findings.add(FindingKind.PREVIOUS_END_MISMATCH, record, expected, "digest " + digest.get());
    }
  }

  private String whatIsThere(String writer, long number) {
    var epoch = writers.getOrDefault(writer, new TreeMap<>()).get(number);
    return epoch == null ? "no such epoch" : "it ends at seq " + (epoch.next - 1);
  }

  private void follow(Epoch epoch, SignedRecord record) {
    long seq = record.record().seq();
    if (seq == 0 && !record.digest().equals(epoch.first)) {
      findings.add(
          FindingKind.EPOCH_REUSED, record, "digest " + epoch.first, "digest " + record.digest());
    } else if (seq < epoch.next) {
      findings.add(FindingKind.SEQUENCE_REPEATED, record, "seq " + epoch.next, "seq " + seq);
    } else if (seq > epoch.next) {
      findings.add(FindingKind.SEQUENCE_GAP, record, "seq " + epoch.next, "seq " + seq);
    } else {
      checkLink(epoch, record);
    }
    if (!record.keyId().equals(epoch.keyId)) {
      findings.add(FindingKind.KEY_CHANGED, record, "key " + epoch.keyId, "key " + record.keyId());
    }
  }

  private void checkLink(Epoch epoch, SignedRecord record) {
    if (epoch.last != null && !record.record().prev().equals(epoch.last)) {
      findings.add(
          FindingKind.PREV_MISMATCH,
          record,
          "prev " + epoch.last,
          "prev " + record.record().prev());
    }
    if (record.record().body() instanceof WriterOpened) {
      findings.add(
          FindingKind.EPOCH_NOT_OPENED,
          record,
          "writer.opened at seq 0 only",
          "writer.opened at seq " + record.record().seq());
    }
  }
}

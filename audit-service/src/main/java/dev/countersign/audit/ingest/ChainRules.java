package dev.countersign.audit.ingest;

import dev.countersign.audit.alarm.Alarm.Position;
import dev.countersign.audit.alarm.AlarmKind;
import dev.countersign.audit.ingest.Inspected.Genuine;
import dev.countersign.audit.ingest.Verdict.Breach;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of a writer's chain, applied to one batch on top of what the log holds.
///
/// | the record's place | verdict |
/// |---|---|
/// | right behind the last of its epoch, naming its digest | next |
/// | right behind it, naming another digest | `prev-mismatch` |
/// | further on | `gap` |
/// | one that is taken, same bytes | duplicate |
/// | one that is taken, other bytes | `equivocation` |
/// | 0 of an epoch greater than all of the writer's | next |
/// | 0 of a new epoch that is not greater | `late-epoch` |
/// | beyond 0 of an epoch not begun | `gap` |
///
/// A late record of an older epoch that still chains is next as well: a writer's former connection
/// may deliver after its new epoch has begun. What of a record that is next is odd all the same,
/// [#oddities] says. For one batch and one thread.
final class ChainRules {
  private static final Digest BEGINNING = Digest.ZERO;
  private static final Duration MAY_GO_BACK = Duration.ofSeconds(1);

  private final Map<Epoch, Head> heads;
  private final Map<String, Long> newestEpochs;
  private final Map<Position, Digest> known;

  /// One epoch of one writer.
  record Epoch(String writer, long number) {}

  /// The last record of an epoch; its time is absent when it was pruned.
  record Head(long seq, Digest digest, @Nullable Instant time) {
    Head(long seq, Digest digest) {
      this(seq, digest, null);
    }
  }

  /// @param heads of all epochs that the batch touches, as far as they are in the log
  /// @param newestEpochs of all writers that the batch touches, as far as they are in the log
  /// @param known digests of the places that the batch touches again, or names
  ChainRules(Map<Epoch, Head> heads, Map<String, Long> newestEpochs, Map<Position, Digest> known) {
    this.heads = new HashMap<>(heads);
    this.newestEpochs = new HashMap<>(newestEpochs);
    this.known = new HashMap<>(known);
  }

  /// Judges a record; where it is the next one, the chain goes on behind it.
  Verdict judge(Genuine message) {
    EvidenceRecord record = message.record();
    Epoch epoch = new Epoch(record.writer(), record.epoch());
    Head head = heads.get(epoch);
    Verdict verdict =
        head == null ? judgeBeginning(record) : judgeNext(record, message.digest(), head);
    if (verdict instanceof Verdict.Next) {
      heads.put(epoch, new Head(record.seq(), message.digest(), record.time()));
      newestEpochs.merge(record.writer(), record.epoch(), Math::max);
      known.put(message.position(), message.digest());
    }
    return verdict;
  }

  /// What is odd about a record, without keeping it out of the log. To be asked before [#judge].
  List<Breach> oddities(EvidenceRecord record) {
    List<Breach> found = new ArrayList<>();
    Head head = heads.get(new Epoch(record.writer(), record.epoch()));
    if (head != null
        && head.time() instanceof Instant before
        && record.time().isBefore(before.minus(MAY_GO_BACK))) {
      found.add(
          new Breach(
              AlarmKind.CLOCK_BACK,
              "time: %s (expected: not before %s)".formatted(record.time(), before)));
    }
    Long newest = newestEpochs.get(record.writer());
    if (head != null && newest != null && record.epoch() < newest) {
      found.add(
          new Breach(
              AlarmKind.LATE_RECORD,
              "epoch: %d (expected: %d, its successor)".formatted(record.epoch(), newest)));
    }
    return found;
  }

  /// The digest of the record at a place, where the log or this batch holds one.
  @Nullable Digest at(Position position) {
    return known.get(position);
  }

  private Verdict judgeBeginning(EvidenceRecord record) {
    if (record.seq() != 0) {
      return gap(record, 0);
    }
    Long newest = newestEpochs.get(record.writer());
    if (newest != null && record.epoch() < newest) {
      return new Breach(
          AlarmKind.LATE_EPOCH, "epoch: %d (expected: > %d)".formatted(record.epoch(), newest));
    }
    if (record.type() != RecordType.WRITER_OPENED) {
      return new Breach(
          AlarmKind.GAP,
          "an epoch begins with %s (expected: writer.opened)".formatted(record.type()));
    }
    return following(record, BEGINNING);
  }

  private Verdict judgeNext(EvidenceRecord record, Digest digest, Head head) {
    if (record.seq() <= head.seq()) {
      return judgeAgain(record, digest);
    }
    if (record.seq() != head.seq() + 1) {
      return gap(record, head.seq() + 1);
    }
    if (record.type() == RecordType.WRITER_OPENED) {
      return new Breach(AlarmKind.MALFORMED, "writer.opened in the middle of an epoch");
    }
    return following(record, head.digest());
  }

  private Verdict judgeAgain(EvidenceRecord record, Digest digest) {
    Digest before = known.get(new Position(record.writer(), record.epoch(), record.seq()));
    if (digest.equals(before)) {
      return Verdict.DUPLICATE;
    }
    return new Breach(
        AlarmKind.EQUIVOCATION,
        "digest: %s (expected: %s, which is in the log)".formatted(digest, before));
  }

  private static Verdict following(EvidenceRecord record, Digest before) {
    return record.prev().equals(before)
        ? Verdict.NEXT
        : new Breach(
            AlarmKind.PREV_MISMATCH, "prev: %s (expected: %s)".formatted(record.prev(), before));
  }

  private static Breach gap(EvidenceRecord record, long expected) {
    return new Breach(AlarmKind.GAP, "seq: %d (expected: %d)".formatted(record.seq(), expected));
  }
}

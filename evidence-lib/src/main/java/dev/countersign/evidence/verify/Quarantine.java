package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.Line;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.WatchBody.MessageQuarantined;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The places in chains that stay empty because a person set a message aside.
///
/// The record of that may stand behind the gap, so a first reading collects the places as hints. A
/// gap at such places is a failure after all unless the record of each of them held.
final class Quarantine {
  private static final PayloadStart QUARANTINED = new PayloadStart("message.quarantined");
  private static final long LONGEST_GAP = 10_000;

  /// A gap that counts as explained if all its places are.
  private record Gap(Finding.OfRecord failure, Place first, long next) {}

  private final Set<Place> hinted = new HashSet<>();
  private final Set<Place> known = new HashSet<>();
  private final Set<Digest> messages = new HashSet<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Findings findings;

  Quarantine(Findings findings) {
    this.findings = findings;
  }

  /// First reading.
  void collect(Line jws) {
    QUARANTINED
        .read(jws)
        .map(EvidenceRecord::body)
        .flatMap(Quarantine::place)
        .ifPresent(hinted::add);
  }

  /// Second reading.
  void accept(SignedRecord record) {
    if (record.record().body() instanceof MessageQuarantined message) {
      place(message).ifPresent(known::add);
      messages.add(message.digest());
    }
  }

  private static Optional<Place> place(RecordBody body) {
    return body instanceof MessageQuarantined message
            && message.writer() != null
            && message.epoch() != null
            && message.seq() != null
        ? Optional.of(new Place(message.writer(), message.epoch(), message.seq()))
        : Optional.empty();
  }

  /// Reports that the records from `first` up to, and without, number `next` are missing: now, or
  /// at the end where they may have been set aside.
  void missing(Finding.OfRecord failure, Place first, long next) {
    if (covers(hinted, first, next)) {
      gaps.add(new Gap(failure, first, next));
    } else {
      findings.add(failure);
    }
  }

  private static boolean covers(Set<Place> places, Place first, long next) {
    if (next - first.seq() > LONGEST_GAP) {
      return false;
    }
    for (long seq = first.seq(); seq < next; seq++) {
      if (!places.contains(new Place(first.writer(), first.epoch(), seq))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the message with this digest was set aside.
  boolean has(Digest message) {
    return messages.contains(message);
  }

  void finish() {
    for (Gap gap : gaps) {
      if (covers(known, gap.first(), gap.next())) {
        findings.add(explained(gap.failure()));
      } else {
        findings.add(gap.failure());
      }
    }
  }

  static Finding.OfRecord explained(Finding.OfRecord failure) {
    return new Finding.OfRecord(
        FindingKind.GAP_EXPLAINED,
        failure.leaf(),
        failure.place(),
        failure.expected(),
        failure.found() + "; a person set the message aside");
  }
}

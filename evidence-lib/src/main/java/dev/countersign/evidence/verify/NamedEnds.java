package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.Line;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The digests of those records that a later `writer.opened` names as the end of the epoch before.
///
/// The names stand behind the named, so a first reading of the log collects them, and the second
/// one need not keep the digest of every record. What is collected is a hint and not believed: a
/// place that was not collected counts as not there.
final class NamedEnds {
  private static final PayloadStart OPENED = new PayloadStart("writer.opened");

  private final Set<Place> named = new HashSet<>();
  private final Map<Place, Digest> seen = new HashMap<>();

  /// First reading: looks for a name in this record.
  void collect(Line jws) {
    OPENED
        .read(jws)
        .ifPresent(record -> {
          if (record.body() instanceof WriterOpened opened && opened.previous() != null) {
            named.add(place(record.writer(), opened.previous()));
          }
        });
  }

  /// Second reading: keeps the digest of a record that somebody named.
  void see(LogEntry entry) {
    if (!named.isEmpty() && named.contains(entry.place())) {
      seen.putIfAbsent(entry.place(), entry.digest());
    }
  }

  /// The digest of the record at this end, if it was seen so far.
  Optional<Digest> digest(String writer, ChainEnd end) {
    return Optional.ofNullable(seen.get(place(writer, end)));
  }

  private static Place place(String writer, ChainEnd end) {
    return new Place(writer, end.epoch(), end.seq());
  }
}

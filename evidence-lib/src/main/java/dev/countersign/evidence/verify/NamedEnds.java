package dev.countersign.evidence.verify;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.MalformedJwsException;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.MalformedRecordException;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
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
  /// How the payload of every `writer.opened` begins; a multiple of three bytes.
  private static final byte[] OPENED =
      Base64.getUrlEncoder()
          .encode("{\"v\":1,\"type\":\"writer.opened\",".getBytes(StandardCharsets.US_ASCII));

  private final Set<Place> named = new HashSet<>();
  private final Map<Place, Digest> seen = new HashMap<>();

  /// First reading: looks for a name in this record.
  void collect(byte[] jws) {
    int payload = indexOfDot(jws) + 1;
    int end = payload + OPENED.length;
    if (end <= jws.length && Arrays.equals(jws, payload, end, OPENED, 0, OPENED.length)) {
      previous(jws).ifPresent(named::add);
    }
  }

  private static Optional<Place> previous(byte[] jws) {
    try {
      EvidenceRecord record = EvidenceJson.readRecord(Jws.parse(jws).unverifiedPayload());
      if (record.body() instanceof WriterOpened opened && opened.previous() != null) {
        return Optional.of(place(record.writer(), opened.previous()));
      }
      return Optional.empty();
    } catch (MalformedJwsException | MalformedRecordException e) {
      return Optional.empty();
    }
  }

  /// Second reading: keeps the digest of a record that somebody named.
  void see(SignedRecord record) {
    if (named.contains(record.place())) {
      seen.putIfAbsent(record.place(), record.digest());
    }
  }

  /// The digest of the record at this end, if it was seen so far.
  Optional<Digest> digest(String writer, ChainEnd end) {
    return Optional.ofNullable(seen.get(place(writer, end)));
  }

  private static Place place(String writer, ChainEnd end) {
    return new Place(writer, end.epoch(), end.seq());
  }

  private static int indexOfDot(byte[] jws) {
    for (int i = 0; i < jws.length; i++) {
      if (jws[i] == '.') {
        return i;
      }
    }
    return jws.length;
  }
}

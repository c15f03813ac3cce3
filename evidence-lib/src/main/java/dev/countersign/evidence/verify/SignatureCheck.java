package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundleKeys;
import dev.countersign.evidence.bundle.Line;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.MalformedJwsException;
import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.MalformedRecordException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Checks that a leaf is a record, signed by a key of the writer it names.
///
/// The signature is checked before the content is read, so a changed byte is called a bad signature
/// and not whatever the change made of the JSON.
final class SignatureCheck {
  private final Map<String, VerificationKey> keys = new HashMap<>();
  private final Map<String, Set<String>> keyIdsOfWriter = new HashMap<>();
  private final Map<String, String> writerOfKeyId = new HashMap<>();
  private final Function<String, Optional<Place>> expected;
  private final boolean hashOnly;
  private final Findings findings;

  /// @param expected where the next record of a writer should stand
  /// @param hashOnly whether to believe that a record is signed by the key that it names
  SignatureCheck(
      BundleKeys known,
      Function<String, Optional<Place>> expected,
      boolean hashOnly,
      Findings findings) {
    this.expected = expected;
    this.hashOnly = hashOnly;
    this.findings = findings;
    known.writers().forEach((writer, writerKeys) -> writerKeys.forEach(key -> add(writer, key)));
  }

  private void add(String writer, VerificationKey key) {
    keys.put(key.id(), key);
    writerOfKeyId.put(key.id(), writer);
    keyIdsOfWriter.computeIfAbsent(writer, _ -> new HashSet<>()).add(key.id());
  }

  /// The record, if it holds; else there is a finding.
  Optional<SignedRecord> check(long leaf, Line line, Digest digest) {
    Jws jws;
    try {
      jws = parse(line);
    } catch (MalformedJwsException e) {
      return fail(FindingKind.MALFORMED_RECORD, leaf, null, "a compact JWS", text(e));
    }
    VerificationKey key = keys.get(jws.keyId());
    if (key == null) {
      return unknownKey(leaf, jws);
    }
    Optional<byte[]> payload = hashOnly ? unchecked(jws) : jws.verify(EvidenceRecord.JWS_TYPE, key);
    if (payload.isEmpty()) {
      return fail(
          FindingKind.BAD_SIGNATURE,
          leaf,
          place(jws),
          "a signature by key " + key.id() + " over these bytes, typ " + EvidenceRecord.JWS_TYPE,
          "another signature, typ " + jws.type());
    }
    return read(leaf, digest, jws, payload.get());
  }

  private static Jws parse(Line line) {
    return Jws.parse(line.buffer(), line.from(), line.to());
  }

  private static Optional<byte[]> unchecked(Jws jws) {
    return jws.type().equals(EvidenceRecord.JWS_TYPE)
        ? Optional.of(jws.unverifiedPayload())
        : Optional.empty();
  }

  /// Whether keys of this writer are known.
  boolean knows(String writer) {
    return keyIdsOfWriter.containsKey(writer);
  }

  private Optional<SignedRecord> read(long leaf, Digest digest, Jws jws, byte[] payload) {
    EvidenceRecord record;
    try {
      record = EvidenceJson.readRecord(payload);
    } catch (MalformedRecordException e) {
      var kind = isDuplicate(e) ? FindingKind.DUPLICATE_KEY : FindingKind.MALFORMED_RECORD;
      return fail(kind, leaf, place(jws), "a record of version " + EvidenceRecord.VERSION, text(e));
    }
    if (!keyIdsOfWriter.getOrDefault(record.writer(), Set.of()).contains(jws.keyId())) {
      return unknownKey(leaf, jws);
    }
    return Optional.of(new SignedRecord(leaf, digest, jws.keyId(), record));
  }

  private Optional<SignedRecord> unknownKey(long leaf, Jws jws) {
    Place place = place(jws);
    if (place != null && !keyIdsOfWriter.containsKey(place.writer())) {
      return fail(
          FindingKind.UNKNOWN_WRITER,
          leaf,
          place,
          "one of " + keyIdsOfWriter.keySet().stream().sorted().toList(),
          place.writer());
    }
    return fail(
        FindingKind.UNKNOWN_KEY,
        leaf,
        place,
        place == null ? "a known key" : "one of " + keyIdsOfWriter.get(place.writer()),
        jws.keyId());
  }

  private Optional<SignedRecord> fail(
      FindingKind kind, long leaf, @Nullable Place place, String expected, String found) {
    findings.add(new Finding.OfRecord(kind, leaf, place, expected, found));
    return Optional.empty();
  }

  /// Where a record that does not hold stands, as it claims itself or as its key suggests: good
  /// enough to name it, no more.
  Optional<Place> place(Line line) {
    try {
      return Optional.ofNullable(place(parse(line)));
    } catch (MalformedJwsException e) {
      return Optional.empty();
    }
  }

  private @Nullable Place place(Jws jws) {
    try {
      return Place.of(EvidenceJson.readRecord(jws.unverifiedPayload()));
    } catch (MalformedRecordException e) {
      String writer = writerOfKeyId.get(jws.keyId());
      return writer == null ? null : expected.apply(writer).orElse(null);
    }
  }

  private static boolean isDuplicate(MalformedRecordException e) {
    return text(e).startsWith("Duplicate Object property");
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }
}

package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.Line;
import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.MalformedJwsException;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// How the payload of records of one type begins, so that a first reading finds them without
/// decoding the others.
///
/// The header of a record has one length, so what is looked for stands in one place; what has it
/// elsewhere is no record.
final class PayloadStart {
  private static final int DOT = Jws.headerLength(EvidenceRecord.JWS_TYPE);

  private final byte[] start;

  /// @param type whose name, with what stands around it, has a length that three divides
  PayloadStart(String type) {
    String json = "{\"v\":1,\"type\":\"" + type + "\",";
    if (json.length() % 3 != 0) {
      throw new IllegalArgumentException("type: " + type + " (expected: whole base64 groups)");
    }
    String payload =
        Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    start = ("." + payload).getBytes(StandardCharsets.US_ASCII);
  }

  /// The record, unverified, if it is one of this type.
  Optional<EvidenceRecord> read(Line jws) {
    int from = jws.from() + DOT;
    int to = from + start.length;
    if (to > jws.to() || !Arrays.equals(jws.buffer(), from, to, start, 0, start.length)) {
      return Optional.empty();
    }
    try {
      return Optional.of(EvidenceJson.readRecord(Jws.parse(jws.bytes()).unverifiedPayload()));
    } catch (MalformedJwsException | MalformedRecordException e) {
      return Optional.empty();
    }
  }
}

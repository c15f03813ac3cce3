package dev.countersign.evidence.verify;

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
final class PayloadStart {
  private final byte[] start;

  /// @param type whose name, with what stands around it, has a length that three divides
  PayloadStart(String type) {
    String json = "{\"v\":1,\"type\":\"" + type + "\",";
    if (json.length() % 3 != 0) {
      throw new IllegalArgumentException("type: " + type + " (expected: whole base64 groups)");
    }
    start = Base64.getUrlEncoder().encode(json.getBytes(StandardCharsets.US_ASCII));
  }

  /// The record, unverified, if it is one of this type.
  Optional<EvidenceRecord> read(byte[] jws) {
    int payload = indexOfDot(jws) + 1;
    int end = payload + start.length;
    if (end > jws.length || !Arrays.equals(jws, payload, end, start, 0, start.length)) {
      return Optional.empty();
    }
    try {
      return Optional.of(EvidenceJson.readRecord(Jws.parse(jws).unverifiedPayload()));
    } catch (MalformedJwsException | MalformedRecordException e) {
      return Optional.empty();
    }
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

package dev.countersign.audit;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Receipts as a gateway writes them, for whatever call a test wants.
final class TestReceipts {
  static final String TYPE = "countersign-receipt+jws";

  private TestReceipts() {}

  static byte[] of(SigningKey key, String call, Digest intent, Digest leafHash, Instant mergeBy) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("call", call);
    payload.put("session", "s-1");
    payload.put("intent", intent);
    payload.put("leafHash", leafHash);
    payload.put("at", mergeBy.minusSeconds(60));
    payload.put("mergeBy", mergeBy);
    return Jws.sign(TYPE, EvidenceJson.write(payload), key);
  }
}

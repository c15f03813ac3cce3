package dev.countersign.evidence.jws;

import dev.countersign.evidence.record.EvidenceJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JWK Sets (RFC 7517 §5) of Ed25519 public keys.
public final class Jwks {
  private Jwks() {}

  public static byte[] write(List<VerificationKey> keys) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("keys", keys.stream().map(VerificationKey::toJwk).toList());
    return EvidenceJson.write(set);
  }

  /// Reads a set; a key of another kind makes the whole set refused.
  public static List<VerificationKey> read(byte[] json) {
    KeySet set = EvidenceJson.read(json, KeySet.class);
    List<VerificationKey> keys = new ArrayList<>();
    for (Map<String, Object> jwk : set.keys()) {
      if (jwk.containsKey("d")) {
        throw new IllegalArgumentException("jwks: holds a private key");
      }
      keys.add(VerificationKey.fromJwk(jwk));
    }
    return List.copyOf(keys);
  }

  static Map<String, String> ordered(String... members) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      map.put(members[i], members[i + 1]);
    }
    return map;
  }

  record KeySet(List<Map<String, Object>> keys) {
    KeySet {
      if (keys == null) {
        throw new IllegalArgumentException("jwks: keys missing");
      }
    }
  }
}

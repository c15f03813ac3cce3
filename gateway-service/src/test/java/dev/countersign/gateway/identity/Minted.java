package dev.countersign.gateway.identity;

import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A token in the making: alice's, good for five minutes, until told otherwise.
final class Minted {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();
  private JWK key = TestKeys.RSA;
  private String algorithm = "RS256";

  Minted(String issuer, Clock clock) {
    long now = clock.instant().getEpochSecond();
    header.put("alg", algorithm);
    header.put("kid", key.getKeyID());
    claims.put("iss", IdentityStage.issuer(issuer));
    claims.put("sub", "alice");
    claims.put("aud", "countersign");
    claims.put("iat", now);
    claims.put("exp", now + 300);
  }

  Minted claim(String name, @Nullable Object value) {
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    return this;
  }

  Minted header(String name, @Nullable Object value) {
    if (value == null) {
      header.remove(name);
    } else {
      header.put(name, value);
    }
    return this;
  }

  Minted signedBy(JWK other, String name) {
    key = other;
    algorithm = name;
    return header("alg", name).header("kid", other.getKeyID());
  }

  /// Signed with another key under the name of the first.
  Minted forgedBy(JWK other) {
    key = other;
    return this;
  }

  /// The chain of actors, the current one first.
  Minted actors(String... ids) {
    Map<String, Object> inner = Map.of();
    for (String id : List.of(ids).reversed()) {
      Map<String, Object> outer = new LinkedHashMap<>();
      outer.put("sub", id);
      if (!inner.isEmpty()) {
        outer.put("act", inner);
      }
      inner = outer;
    }
    return claim("act", inner);
  }

  String headerJson() {
    return JSON.writeValueAsString(header);
  }

  String claimsJson() {
    return JSON.writeValueAsString(claims);
  }

  String compact() {
    return TestKeys.sign(key, algorithm, headerJson(), claimsJson());
  }

  /// With exactly this payload.
  String compact(String payload) {
    return TestKeys.sign(key, algorithm, headerJson(), payload);
  }
}

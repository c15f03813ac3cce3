package dev.countersign.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A token in the making. Each method changes one thing; the last one gives the compact form.
public final class TestToken {
  private final RSAKey key;
  private final JWTClaimsSet.Builder claims;
  private Map<String, Object> act = Map.of();

  TestToken(String issuer, RSAKey key, String subject) {
    Instant now = java.time.Clock.systemUTC().instant();
    this.key = key;
    this.claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(subject)
            .audience("countersign")
            .jwtID(java.util.UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)));
  }

  public TestToken groups(String... groups) {
    claims.claim("groups", List.of(groups));
    return this;
  }

  public TestToken scope(String scope) {
    claims.claim("scope", scope);
    return this;
  }

  public TestToken audience(String audience) {
    claims.audience(audience);
    return this;
  }

  public TestToken issuer(String issuer) {
    claims.issuer(issuer);
    return this;
  }

  public TestToken claim(String name, Object value) {
    claims.claim(name, value);
    return this;
  }

  /// Names an actor (RFC 8693 §4.1); called again, the new one stands in front of those before.
  public TestToken actor(String id) {
    Map<String, Object> outer = new LinkedHashMap<>();
    outer.put("sub", id);
    if (!act.isEmpty()) {
      outer.put("act", act);
    }
    act = outer;
    claims.claim("act", act);
    return this;
  }

  public TestToken expiresIn(Duration time) {
    claims.expirationTime(Date.from(java.time.Clock.systemUTC().instant().plus(time)));
    return this;
  }

  public String sign() {
    return sign(key);
  }

  public String algorithmNone() {
    return new PlainJWT(claims.build()).serialize();
  }

  /// The classic confusion: the public key's text used as an HMAC secret.
  public String hmacWithPublicKey() {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
              claims.build());
      jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("token not signed", e);
    }
  }

  /// Signed by somebody else under the issuer's key id.
  public String unknownKey() {
    try {
      return sign(new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("no RSA key", e);
    }
  }

  private String sign(RSAKey signer) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(signer.getKeyID()).build(),
              claims.build());
      jwt.sign(new RSASSASigner(signer));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("token not signed", e);
    }
  }
}

package dev.countersign.evidence.jws;

import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/// An Ed25519 public key, named by its RFC 7638 thumbprint. Immutable.
public final class VerificationKey {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final byte[] encoded;
  private final Ed25519.PublicPoint point;
  private final @Nullable PublicKey fast;
  private final String id;

  private VerificationKey(byte[] encoded, Ed25519.PublicPoint point) {
    this.encoded = encoded;
    this.point = point;
    this.fast = NativeEd25519.publicKey(encoded);
    this.id = thumbprint(encoded);
  }

  /// Reads the 32 bytes of RFC 8032 §5.1.5.
  ///
  /// @throws IllegalArgumentException when the 32 bytes are not a point of the curve's large group
  public static VerificationKey of(byte[] encoded) {
    if (encoded.length != Ed25519.PUBLIC_KEY_SIZE) {
      throw new IllegalArgumentException(
          "public key length: %d (expected: %d)"
              .formatted(encoded.length, Ed25519.PUBLIC_KEY_SIZE));
    }
    byte[] copy = encoded.clone();
    Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(copy, 0);
    if (point == null) {
      throw new IllegalArgumentException("public key: not a valid Ed25519 point");
    }
    return new VerificationKey(copy, point);
  }

  /// Reads an OKP JWK (RFC 8037 §2).
  public static VerificationKey fromJwk(Map<String, ?> jwk) {
    if (!"OKP".equals(jwk.get("kty")) || !"Ed25519".equals(jwk.get("crv"))) {
      throw new IllegalArgumentException("jwk: kty and crv must be OKP and Ed25519");
    }
    if (!(jwk.get("x") instanceof String x)) {
      throw new IllegalArgumentException("jwk: x missing");
    }
    VerificationKey key = of(Base64.getUrlDecoder().decode(x));
    Object kid = jwk.get("kid");
    if (kid != null && !kid.equals(key.id)) {
      throw new IllegalArgumentException("jwk: kid is not the key's thumbprint");
    }
    return key;
  }

  public Map<String, String> toJwk() {
    return Jwks.ordered(
        "kty", "OKP", "crv", "Ed25519", "kid", id, "x", URL.encodeToString(encoded));
  }

  public String id() {
    return id;
  }

  public byte[] encoded() {
    return encoded.clone();
  }

  /// Whether the signature over the message is this key's.
  public boolean verify(byte[] message, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && (NativeEd25519.finds(fast, message, signature)
            || Ed25519.verify(signature, 0, point, message, 0, message.length));
  }

  private static String thumbprint(byte[] encoded) {
    String members =
        "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + URL.encodeToString(encoded) + "\"}";
    return URL.encodeToString(Digest.of(members.getBytes(StandardCharsets.US_ASCII)).bytes());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerificationKey that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return "VerificationKey[" + id + "]";
  }
}

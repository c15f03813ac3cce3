package dev.countersign.evidence.jws;

import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/// An Ed25519 key pair. Its text form names the public half only. Thread-safe.
public final class SigningKey {
  private final byte[] secret;
  private final byte[] publicBytes;
  private final @Nullable PrivateKey fast;
  private final VerificationKey verification;

  private SigningKey(byte[] secret) {
    this.secret = secret;
    this.publicBytes = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(secret, 0, publicBytes, 0);
    this.fast = NativeEd25519.privateKey(secret);
    this.verification = VerificationKey.of(publicBytes);
  }

  public static SigningKey generate(SecureRandom random) {
    byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
    Ed25519.generatePrivateKey(random, secret);
    return new SigningKey(secret);
  }

  /// Reads a private OKP JWK (RFC 8037 §2); where it names the public half, that must fit.
  public static SigningKey fromJwk(Map<String, ?> jwk) {
    if (!"OKP".equals(jwk.get("kty"))
        || !"Ed25519".equals(jwk.get("crv"))
        || !(jwk.get("d") instanceof String d)) {
      throw new IllegalArgumentException("jwk: not a private OKP Ed25519 key");
    }
    byte[] secret = Base64.getUrlDecoder().decode(d);
    if (secret.length != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("jwk: d has a wrong length");
    }
    SigningKey key = new SigningKey(secret);
    if (jwk.get("x") != null && !VerificationKey.fromJwk(jwk).equals(key.verification)) {
      throw new IllegalArgumentException("jwk: x does not belong to d");
    }
    return key;
  }

  /// The private key as a JWK: a secret, for a key file only.
  public Map<String, String> revealJwk() {
    Map<String, String> jwk = verification.toJwk();
    jwk.put("d", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    return jwk;
  }

  public VerificationKey verification() {
    return verification;
  }

  /// Whose code signs and verifies here, with its version.
  public static String engine() {
    String fast = NativeEd25519.name();
    return fast == null ? "BouncyCastle" : fast;
  }

  /// Signs (RFC 8032 §5.1.6): the same bytes for the same message, whoever's code does it.
  public byte[] sign(byte[] message) {
    byte[] fastest = NativeEd25519.sign(fast, message);
    if (fastest != null) {
      return fastest;
    }
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret, 0, publicBytes, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  @Override
  public String toString() {
    return "SigningKey[" + verification.id() + "]";
  }
}

package dev.countersign.service.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.countersign.evidence.jws.VerificationKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One public key of an issuer, for signatures only.
///
/// It verifies with algorithms of its own kind only, so a token cannot choose another way to read
/// the key. Thread-safe.
record IssuerKey(@Nullable String id, String thumbprint, JWK jwk) {
  private static final int MIN_RSA_BITS = 2048;
  private static final Map<String, Curve> CURVES =
      Map.of("ES256", Curve.P_256, "ES384", Curve.P_384, "ES512", Curve.P_521);

  /// The key, where it is one that may verify tokens.
  static Optional<IssuerKey> of(Map<String, Object> members) {
    try {
      JWK jwk = JWK.parse(members).toPublicJWK();
      return jwk != null && isForSignatures(jwk)
          ? Optional.of(new IssuerKey(jwk.getKeyID(), jwk.computeThumbprint().toString(), jwk))
          : Optional.empty();
    } catch (java.text.ParseException | JOSEException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isForSignatures(JWK jwk) {
    return (jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse()))
        && (jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY));
  }

  boolean fits(String algorithm) {
    if (jwk.getAlgorithm() != null && !jwk.getAlgorithm().getName().equals(algorithm)) {
      return false;
    }
    return switch (jwk) {
      case RSAKey rsa ->
          (algorithm.startsWith("RS") || algorithm.startsWith("PS")) && rsa.size() >= MIN_RSA_BITS;
      case ECKey ec -> ec.getCurve().equals(CURVES.get(algorithm));
      case OctetKeyPair okp -> algorithm.equals("EdDSA") && Curve.Ed25519.equals(okp.getCurve());
      default -> false;
    };
  }

  /// Whether the signature holds. The algorithm [#fits].
  boolean verifies(String algorithm, byte[] signingInput, byte[] signature) {
    try {
      if (jwk instanceof OctetKeyPair okp) {
        return VerificationKey.of(okp.getDecodedX()).verify(signingInput, signature);
      }
      JWSVerifier verifier =
          jwk instanceof RSAKey rsa
              ? new RSASSAVerifier(rsa.toRSAPublicKey())
              : new ECDSAVerifier(jwk.toECKey().toECPublicKey());
      return verifier.verify(
          new JWSHeader(JWSAlgorithm.parse(algorithm)), signingInput, Base64URL.encode(signature));
    } catch (JOSEException e) {
      return false;
    }
  }
}

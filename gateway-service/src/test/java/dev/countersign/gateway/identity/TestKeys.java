package dev.countersign.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Keys that are made once, and compact forms made of any bytes at all.
final class TestKeys {
  static final RSAKey RSA = rsa("rsa");
  static final RSAKey OTHER_RSA = rsa("other");
  static final RSAKey THIRD_RSA = rsa("third");
  static final ECKey EC = ec("ec");
  static final ECKey OTHER_EC = ec("other-ec");

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private TestKeys() {}

  private static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A compact JWS of exactly these texts.
  static String sign(JWK key, String algorithm, String header, String payload) {
    return sign(key, algorithm, header, payload.getBytes(StandardCharsets.UTF_8));
  }

  static String sign(JWK key, String algorithm, String header, byte[] payload) {
    String input = encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(payload);
    try {
      JWSSigner signer =
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
      return input
          + "."
          + signer.sign(
              new JWSHeader(JWSAlgorithm.parse(algorithm)),
              input.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String mac(byte[] secret, String header, String payload) {
    String input = unsigned(header, payload).substring(0, unsigned(header, payload).length() - 1);
    try {
      return input
          + "."
          + new MACSigner(secret)
              .sign(new JWSHeader(JWSAlgorithm.HS256), input.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String unsigned(String header, String payload) {
    return encode(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + encode(payload.getBytes(StandardCharsets.UTF_8))
        + ".";
  }

  static String encode(byte[] bytes) {
    return URL.encodeToString(bytes);
  }
}

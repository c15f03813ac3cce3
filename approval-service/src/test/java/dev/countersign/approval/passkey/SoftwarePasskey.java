package dev.countersign.approval.passkey;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/// An authenticator in software, as browsers and keys do it: P-256, attestation `none`, a counter.
public final class SoftwarePasskey {
  private static final int UP = 0x01;
  private static final int UV = 0x04;
  private static final int AT = 0x40;

  private final KeyPair keys;
  private final byte[] id = new byte[32];
  private final String relyingParty;
  private final String origin;
  private int counter;
  private int flags = UP | UV;

  public SoftwarePasskey(String relyingParty, String origin) {
    this.relyingParty = relyingParty;
    this.origin = origin;
    new SecureRandom().nextBytes(id);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// An authenticator that does not ask who touches it.
  public SoftwarePasskey withoutUserVerification() {
    flags = UP;
    return this;
  }

  /// Goes back to an earlier count, as a copy of it would.
  public void rewind() {
    counter = 0;
  }

  public String id() {
    return url(id);
  }

  /// The body of a registration that answers a challenge.
  public String register(String challenge) {
    byte[] data = concat(authenticatorData(flags | AT), attested());
    byte[] length =
        data.length < 256
            ? new byte[] {0x58, (byte) data.length}
            : new byte[] {0x59, (byte) (data.length >> 8), (byte) data.length};
    byte[] head =
        concat(new byte[] {(byte) 0xA3, 0x63}, ascii("fmt"), new byte[] {0x64}, ascii("none"));
    byte[] statement = concat(new byte[] {0x67}, ascii("attStmt"), new byte[] {(byte) 0xA0});
    byte[] object = concat(head, statement, new byte[] {0x68}, ascii("authData"), length, data);
    return """
    {"challenge":"%s","attestationObject":"%s","clientDataJSON":"%s"}
    """
        .formatted(challenge, url(object), url(clientData("webauthn.create", challenge)));
  }

  /// The JSON of an assertion over a challenge.
  public String sign(String challenge) {
    counter++;
    byte[] data = authenticatorData(flags);
    byte[] client = clientData("webauthn.get", challenge);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(sha256(client));
      return """
      {"credentialId":"%s","authenticatorData":"%s","clientDataJSON":"%s","signature":"%s"}
      """
          .formatted(id(), url(data), url(client), url(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] clientData(String type, String challenge) {
    return """
    {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}\
    """
        .formatted(type, challenge, origin)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(int withFlags) {
    return ByteBuffer.allocate(37)
        .put(sha256(ascii(relyingParty)))
        .put((byte) withFlags)
        .putInt(counter)
        .array();
  }

  private byte[] attested() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    byte[] x = coordinate(key.getW().getAffineX().toByteArray());
    byte[] y = coordinate(key.getW().getAffineY().toByteArray());
    byte[] cose =
        concat(
            new byte[] {(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20},
            x,
            new byte[] {0x22, 0x58, 0x20},
            y);
    return concat(new byte[16], new byte[] {0, (byte) id.length}, id, cose);
  }

  private static byte[] coordinate(byte[] number) {
    byte[] fixed = new byte[32];
    int length = Math.min(number.length, 32);
    System.arraycopy(number, number.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

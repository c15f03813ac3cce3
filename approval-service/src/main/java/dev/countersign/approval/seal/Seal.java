package dev.countersign.approval.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Closes what stands in the database so that only this service reads it and nobody alters it:
/// AES-256-GCM, a fresh nonce in front, bound to its place.
///
/// Protects against a database administrator who reads salts and comments, edits a request, or
/// writes a review that nobody gave. Does not protect against rows being deleted or put back as
/// they once were; the evidence log shows that. Thread-safe.
public final class Seal {
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  public Seal(byte[] key, SecureRandom random) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "seal key length: %d (expected: %d)".formatted(key.length, KEY_BYTES));
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  /// Closes content; it opens only when the same place is named.
  public byte[] close(String place, byte[] content) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(content);
      return ByteBuffer.allocate(nonce.length + closed.length).put(nonce).put(closed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /// Opens what was closed for the same place under the same key.
  ///
  /// @throws BrokenSealException when it was altered, moved, or closed under another key
  public byte[] open(String place, byte[] sealed) {
    if (sealed.length < NONCE_BYTES) {
      throw new BrokenSealException(place);
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, place, sealed)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new BrokenSealException(place);
    }
  }

  private Cipher cipher(int mode, String place, byte[] startsWithNonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, startsWithNonce, 0, NONCE_BYTES));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}

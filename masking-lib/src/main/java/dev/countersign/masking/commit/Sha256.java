package dev.countersign.masking.commit;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A SHA-256 that is used again and again and allocates nothing.
///
/// Each input begins with one of the tags, so no hash can be passed off as one of another kind.
final class Sha256 {

  static final int LENGTH = 32;

  static final byte LEAF = 0;
  static final byte NODE = 1;
  static final byte ROOT = 2;
  static final byte GROUP = 3;
  static final byte GROUP_SALTS = 4;
  static final byte SEGMENT_SALT = 5;
  static final byte POLICY = 6;
  static final byte DEFINITION = 7;

  private final MessageDigest digest;
  private final byte[] number = new byte[8];

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Sha256 begin(byte tag) {
    digest.reset();
    digest.update(tag);
    return this;
  }

  Sha256 bytes(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  Sha256 bytes(byte[] bytes, int off, int len) {
    digest.update(bytes, off, len);
    return this;
  }

  Sha256 u32(long value) {
    Bytes.putInt(number, 0, value);
    digest.update(number, 0, 4);
    return this;
  }

  Sha256 u64(long value) {
    Bytes.putLong(number, 0, value);
    digest.update(number, 0, 8);
    return this;
  }

  /// Ends with the hash at `at` in `out`.
  void end(byte[] out, int at) {
    try {
      digest.digest(out, at, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("a hash has " + LENGTH + " bytes", e);
    }
  }

  byte[] end() {
    return digest.digest();
  }
}

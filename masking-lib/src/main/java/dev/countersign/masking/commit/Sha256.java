package dev.countersign.masking.commit;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// A SHA-256 that is used again and again and allocates nothing.
///
/// Each input begins with one of the tags, so no hash can be passed off as one of another kind.
/// What comes in pieces is gathered first: a hash over one long piece takes two thirds of the time.
final class Sha256 {

  static final int LENGTH = 32;

  /// Enough for what is short.
  static final int SHORT = 192;

  static final byte LEAF = 0;
  static final byte NODE = 1;
  static final byte ROOT = 2;
  static final byte GROUP = 3;
  static final byte GROUP_SALTS = 4;
  static final byte SEGMENT_SALT = 5;
  static final byte POLICY = 6;
  static final byte DEFINITION = 7;

  private final MessageDigest digest;
  private final byte[] gathered;
  private int length;

  /// @param capacity how many bytes are gathered
  Sha256(int capacity) {
    gathered = new byte[Math.max(capacity, 16)];
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Sha256 begin(byte tag) {
    digest.reset();
    gathered[0] = tag;
    length = 1;
    return this;
  }

  /// Wipes what was hashed last.
  void forget() {
    digest.reset();
    Arrays.fill(gathered, (byte) 0);
    length = 0;
  }

  /// The hash of nothing has no tag: RFC 9162 says so of the tree without leaves.
  Sha256 beginNothing() {
    digest.reset();
    length = 0;
    return this;
  }

  Sha256 bytes(byte[] bytes) {
    return bytes(bytes, 0, bytes.length);
  }

  Sha256 bytes(byte[] bytes, int off, int len) {
    if (len > gathered.length - length) {
      flush();
      if (len > gathered.length) {
        digest.update(bytes, off, len);
        return this;
      }
    }
    System.arraycopy(bytes, off, gathered, length, len);
    length += len;
    return this;
  }

  Sha256 u32(long value) {
    Bytes.putInt(gathered, room(4), value);
    return this;
  }

  Sha256 u64(long value) {
    Bytes.putLong(gathered, room(8), value);
    return this;
  }

  private int room(int count) {
    if (count > gathered.length - length) {
      flush();
    }
    length += count;
    return length - count;
  }

  private void flush() {
    digest.update(gathered, 0, length);
    length = 0;
  }

  /// Ends with the hash at `at` in `out`.
  void end(byte[] out, int at) {
    flush();
    try {
      digest.digest(out, at, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("a hash has " + LENGTH + " bytes", e);
    }
  }

  byte[] end() {
    byte[] hash = new byte[LENGTH];
    end(hash, 0);
    return hash;
  }
}

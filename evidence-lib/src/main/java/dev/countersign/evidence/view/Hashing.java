package dev.countersign.evidence.view;

import dev.countersign.evidence.record.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// The inputs of the hashes of a commitment: a tag, bytes, and numbers big-endian.
final class Hashing {
  private final MessageDigest sha = Digest.sha256();

  private Hashing(int tag) {
    sha.update((byte) tag);
  }

  static Hashing leaf() {
    return new Hashing(0);
  }

  static Hashing root() {
    return new Hashing(2);
  }

  static Hashing group() {
    return new Hashing(3);
  }

  static Hashing segmentSalt() {
    return new Hashing(5);
  }

  static Hashing policy() {
    return new Hashing(6);
  }

  Hashing bytes(byte[] bytes) {
    sha.update(bytes);
    return this;
  }

  Hashing bytes(byte[] bytes, int length) {
    sha.update(bytes, 0, length);
    return this;
  }

  Hashing u32(long value) {
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt((int) value).flip());
    return this;
  }

  Hashing u64(long value) {
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    return this;
  }

  Digest end() {
    return Digest.wrap(sha.digest());
  }
}

package dev.countersign.evidence.record;

import java.security.DigestException;
import java.security.MessageDigest;

/// Digests one thing after the other, with nothing allocated but the results.
///
/// Not safe for use by several threads.
public final class Sha256 {
  private final MessageDigest sha = Digest.sha256();
  private final byte[] pair = new byte[1 + 2 * Digest.LENGTH];
  private final byte[] result = new byte[Digest.LENGTH];

  /// The digest of these bytes.
  public Digest of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /// The digest of a part of these bytes.
  public Digest of(byte[] bytes, int from, int to) {
    sha.update(bytes, from, to - from);
    return result();
  }

  /// The digest of a byte and a part of these bytes.
  public Digest of(byte first, byte[] bytes, int from, int to) {
    sha.update(first);
    sha.update(bytes, from, to - from);
    return result();
  }

  /// The digest of a byte and the bytes of two digests.
  public Digest of(byte first, Digest left, Digest right) {
    pair[0] = first;
    left.write(pair, 1);
    right.write(pair, 1 + Digest.LENGTH);
    return of(pair);
  }

  private Digest result() {
    try {
      sha.digest(result, 0, result.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
    return Digest.at(result, 0);
  }
}

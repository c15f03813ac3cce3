package dev.countersign.masking.commit;

import java.security.SecureRandom;

/// The two random keys of one body's commitment; for one body only.
///
/// Who has the first half may check the masked view. Who has the second can try guesses at hidden
/// values, so it is sealed or dropped. [#toString] shows neither.
public final class CommitmentKey {

  /// The length of both keys together.
  public static final int BYTES = 64;

  static final int HALF = 32;

  private final byte[] bytes;

  private CommitmentKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /// New keys.
  public static CommitmentKey fresh(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new CommitmentKey(bytes);
  }

  /// Keys that were kept.
  public static CommitmentKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "commitment key: " + bytes.length + " bytes (expected: " + BYTES + ")");
    }
    return new CommitmentKey(bytes.clone());
  }

  /// Both keys, to be sealed: with them the hidden values can be opened.
  public byte[] reveal() {
    return bytes.clone();
  }

  void copyViewKey(byte[] out, int at) {
    System.arraycopy(bytes, 0, out, at, HALF);
  }

  void copyHoleKey(byte[] out, int at) {
    System.arraycopy(bytes, HALF, out, at, HALF);
  }

  @Override
  public String toString() {
    return "CommitmentKey[hidden]";
  }
}

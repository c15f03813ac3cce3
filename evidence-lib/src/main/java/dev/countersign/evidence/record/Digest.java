package dev.countersign.evidence.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 digest, written `sha-256:` and 64 lower-case hex digits.
///
/// Immutable. Two digests are equal when their 32 bytes are; comparing them takes the same time
/// wherever they differ.
public final class Digest {
  public static final int LENGTH = 32;

  /// The predecessor of a chain's first record.
  public static final Digest ZERO = new Digest(0, 0, 0, 0);

  private static final String PREFIX = "sha-256:";
  private static final HexFormat HEX = HexFormat.of();
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final MessageDigest UNUSED = create();

  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  /// Of its bytes, eight by eight, the first of them the highest.
  Digest(long first, long second, long third, long fourth) {
    this.first = first;
    this.second = second;
    this.third = third;
    this.fourth = fourth;
  }

  /// The digest of all parts, one after the other.
  public static Digest of(byte[]... parts) {
    MessageDigest sha = sha256();
    for (byte[] part : parts) {
      sha.update(part);
    }
    return at(sha.digest(), 0);
  }

  /// The digest whose bytes begin here.
  static Digest at(byte[] bytes, int from) {
    return new Digest(
        (long) LONGS.get(bytes, from),
        (long) LONGS.get(bytes, from + 8),
        (long) LONGS.get(bytes, from + 16),
        (long) LONGS.get(bytes, from + 24));
  }

  public static Digest wrap(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "digest length: %d (expected: %d)".formatted(bytes.length, LENGTH));
    }
    return at(bytes, 0);
  }

  /// Reads the written form; upper-case digits or another algorithm are refused.
  @JsonCreator
  public static Digest parse(String text) {
    if (text.length() != PREFIX.length() + 2 * LENGTH || !text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("digest: not of the form sha-256:<64 hex digits>");
    }
    String hex = text.substring(PREFIX.length());
    byte[] bytes = HEX.parseHex(hex);
    if (!HEX.formatHex(bytes).equals(hex)) {
      throw new IllegalArgumentException("digest: hex digits must be lower case");
    }
    return at(bytes, 0);
  }

  /// A fresh SHA-256 for digesting a stream.
  public static MessageDigest sha256() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException e) {
      return create();
    }
  }

  // Looking for the provider takes longer than a copy, and than the digest of a short text.
  private static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public byte[] bytes() {
    byte[] bytes = new byte[LENGTH];
    write(bytes, 0);
    return bytes;
  }

  /// Puts its bytes here.
  void write(byte[] target, int from) {
    LONGS.set(target, from, first);
    LONGS.set(target, from + 8, second);
    LONGS.set(target, from + 16, third);
    LONGS.set(target, from + 24, fourth);
  }

  public String hex() {
    return HEX.formatHex(bytes());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest that
        && ((first ^ that.first)
                | (second ^ that.second)
                | (third ^ that.third)
                | (fourth ^ that.fourth))
            == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * (31 * (31 * first + second) + third) + fourth);
  }

  @Override
  @JsonValue
  public String toString() {
    return PREFIX + hex();
  }
}
